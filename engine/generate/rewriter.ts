/**
 * Pages that the project does not hold, written again by clean passes over the stored latents (memflow.md §3.4): a film
 * whose pages were thrown away goes on from the same memory. Costs a fifth of making the chunks anew.
 */
import type { Origin } from '../../app/contract/engine.ts'
import { Failure } from '../../app/base/failure.ts'
import type { PageId } from '../../app/ids.ts'
import type { Snapshot } from '../../app/ledger/records.ts'
import { memoryRules } from '../memory/rules.ts'
import { adopt, sealed } from '../memory/state.ts'
import type { RolloutPorts } from '../rollout/ports.ts'
import type { Precision } from '../rollout/precision.ts'
import { rolloutOf } from './rollout-of.ts'
import { storedPages } from './stored-page.ts'
import type { Model, Source } from './types.ts'

export interface RewriterParts {
  readonly model: Model
  readonly source: Source
  readonly precision: Precision
  /** Asked before every pass, as while making. */
  checkpoint(): Promise<'go' | 'stop'>
}

type Bytes = Uint8Array | undefined

export class Rewriter {
  readonly #parts: RewriterParts
  /** Memories that chunks under way lead to: a file may say that a chunk attends to what it writes. */
  readonly #underWay = new Set<string>()

  constructor(parts: RewriterParts) {
    this.#parts = parts
  }

  /**
   * As `Source.pages`; what is not stored is written again, if it is known from what.
   * @throws Failure `memory.rewritten` when it comes out other than it was, `engine.stopped`, and what a pass throws
   */
  async pages(ids: readonly PageId[]): Promise<readonly Bytes[]> {
    const stored = await this.#parts.source.pages(ids)
    const missing = new Set(ids.filter((_, index) => !stored[index]))
    if (missing.size === 0) return stored
    const written = new Map<PageId, Uint8Array>() // of these alone: a long way back writes more than fits
    for (const origin of await this.#origins([...missing]))
      for (const { id, bytes } of await this.#write(origin)) if (missing.has(id)) written.set(id, bytes)
    return ids.map((id, index) => stored[index] ?? written.get(id))
  }

  /**
   * The chunks to go through again for these pages, each after those whose pages it attends to. Not a recursion: the way
   * back may be as long as the film.
   */
  async #origins(missing: readonly PageId[]): Promise<readonly Origin[]> {
    const found = new Map<string, Origin>()
    const asked = new Set<PageId>()
    let wave: readonly PageId[] = missing
    while (wave.length > 0) {
      wave.forEach((id) => asked.add(id))
      const origins = ((await this.#parts.source.origins?.(wave)) ?? []).filter(
        (each) => each !== null && each !== 'stored'
      )
      const fresh = origins.filter(({ after }) => !found.has(after))
      for (const origin of fresh) found.set(origin.after, origin)
      wave = [...new Set(fresh.flatMap(attendedBy))].filter((id) => !asked.has(id))
    }
    return inOrder([...found.values()])
  }

  async #write({ before, after, latents: hash, prompt, policy, wishes }: Origin) {
    const { model, source, precision, checkpoint } = this.#parts
    const { pack, cache } = model
    const rules = memoryRules(pack.memory, policy)
    const memory = adopt(before, pack.model, rules)
    const rollout = rolloutOf(model, rules, precision, wishes)
    const [latents] = await source.latents([hash])
    if (!latents) throw gone(hash)
    const ports: RolloutPorts = {
      fetchPages: (ids) => this.pages(ids),
      fetchLatents: (hashes) => source.latents(hashes),
      checkpoint
    }
    if (this.#underWay.has(after)) throw gone(after)
    this.#underWay.add(after)
    const written = await rollout.rewrite(memory, await cache.prompt(model, prompt), latents, ports)
    this.#underWay.delete(after)
    if (!written) throw new Failure('engine.stopped', 'The take was stopped.', 'Resume it to go on.')
    if (sealed(written.after).id !== after) throw otherwise()
    return storedPages(written)
  }
}

/** Pages and notes that the passes of a chunk may look at. */
function attendedBy({ before, wishes }: Origin): readonly PageId[] {
  const { layers, pending, archive }: Snapshot = before
  const refs = [
    ...layers.flatMap(({ sink, bank, window }) => [...sink, ...bank, ...window]),
    ...(pending ? [pending] : []),
    ...(wishes ? [...wishes.pins, ...wishes.lookAhead] : [])
  ]
  const notes = archive ? [...archive.chapters, ...archive.recent.map(({ gist }) => gist)] : []
  return [...refs.map(({ page }) => page), ...notes]
}

/** Earlier frames first: a chunk attends to what was there before it, but for pictures kept in mind from elsewhere. */
const inOrder = (origins: readonly Origin[]): readonly Origin[] =>
  origins.toSorted((one, other) => one.before.next - other.before.next)

const gone = (hash: string): Failure =>
  new Failure(
    'memory.missing',
    `The project no longer holds a part of the memory (${hash.slice(0, 12)}…) that this shot starts from.`,
    'Make the shot before this one again, then this one.'
  )

const otherwise = (): Failure =>
  new Failure(
    'memory.rewritten',
    'What this shot should remember is not stored, and made again here it is not the same as it was.',
    'Go on on the machine on which the film was made, or make the shot before this one again.'
  )
