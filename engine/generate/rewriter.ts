/**
 * Pages that the project does not hold, written again by clean passes over the stored latents (memflow.md §3.4): a film
 * whose pages were thrown away goes on from the same memory. Costs a fifth of making the chunks anew.
 */
import type { Origin } from '../../app/contract/engine.ts'
import { Failure } from '../../app/base/failure.ts'
import type { PageId } from '../../app/ids.ts'
import { namedPages } from '../../app/ledger/named-pages.ts'
import { memoryRules } from '../memory/rules.ts'
import { adopt } from '../memory/state.ts'
import type { StoredBytes } from '../rollout/page-format.ts'
import type { RolloutPorts } from '../rollout/ports.ts'
import { missingMemory } from '../rollout/recent.ts'
import type { Precision } from '../rollout/precision.ts'
import type { KnownNames, RolledChunk } from '../rollout/parts.ts'
import { rolloutOf } from './rollout-of.ts'
import type { Model, Source } from './types.ts'

export interface RewriterParts {
  readonly model: Model
  readonly source: Source
  readonly precision: Precision
  /** Asked before every pass, as while making. */
  checkpoint(): Promise<'go' | 'stop'>
  /** So many of `all` chunks were gone through. */
  onRemember?(done: number, all: number): void
}

export class Rewriter {
  readonly #parts: RewriterParts
  /** Memories that chunks under way lead to: a file may say that a chunk attends to what it writes. */
  readonly #underWay = new Set<string>()

  constructor(parts: RewriterParts) {
    this.#parts = parts
  }

  /**
   * As `Source.pages`; what is not stored is written again, if it is known from what, and is at hand then.
   * @throws Failure `memory.rewritten` when it comes out other than it was, `engine.stopped`, and what a pass throws
   */
  async pages(ids: readonly PageId[]): Promise<readonly (StoredBytes | undefined)[]> {
    const stored = await this.#parts.source.pages(ids)
    const missing = ids.filter((_, index) => !stored[index])
    if (missing.length === 0) return stored
    const origins = await this.#origins(missing)
    const releases = this.#reserve(origins)
    try {
      for (const [index, origin] of origins.entries()) {
        await this.#write(origin)
        releases.shift()!()
        if (this.#underWay.size === 0) this.#parts.onRemember?.(index + 1, origins.length)
      }
    } finally {
      for (const release of releases) release()
    }
    return stored
  }

  /**
   * What is written on the way stays at hand for as long as a later chunk attends to it: where fewer pages fit than that,
   * each chunk would be gone through again for every one that follows it.
   * @returns what lets go of them, in the order of the chunks
   */
  #reserve(origins: readonly Origin[]): (() => void)[] {
    const written = new Set(origins.flatMap(({ pages }) => pages.map(({ id }) => id)))
    const { pages } = this.#parts.model.cache.store
    return origins.map((origin) => pages.reserve(attendedBy(origin).filter((id) => written.has(id))))
  }

  async notes(ids: readonly PageId[]): Promise<readonly (Uint8Array | undefined)[]> {
    return (await this.pages(ids)).map((found) => found?.bytes)
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

  async #write({ before, after, latents: hash, prompt, policy, wishes, pages }: Origin): Promise<void> {
    const { model, source, precision, checkpoint } = this.#parts
    const { pack, cache } = model
    const rules = memoryRules(pack.memory, policy)
    const memory = adopt(before, pack.model, rules)
    const rollout = rolloutOf(model, rules, precision, wishes)
    const [latents] = await source.latents([hash])
    if (!latents) throw missingMemory(hash)
    const ports: RolloutPorts = {
      fetchPages: (ids) => this.pages(ids),
      fetchNotes: (ids) => this.notes(ids),
      fetchLatents: (hashes) => source.latents(hashes),
      checkpoint
    }
    if (this.#underWay.has(after)) throw missingMemory(after)
    this.#underWay.add(after)
    const written = await rollout.rewrite(memory, await cache.prompt(model, prompt), latents, ports, namesOf(pages))
    this.#underWay.delete(after)
    if (!written) throw new Failure('engine.stopped', 'The take was stopped.', 'Resume it to go on.')
    if (!isProven(written, pages)) throw otherwise()
  }
}

const namesOf = (pages: Origin['pages']): KnownNames =>
  Object.fromEntries(
    pages.filter(({ kind }) => kind === 'clean' || kind === 'recache').map(({ kind, id }) => [kind, id])
  )

/** Whether everything that is known to have been written was written again, with the bytes that it had, as far as these are known. */
function isProven({ page, recached, notes }: RolledChunk, pages: Origin['pages']): boolean {
  return pages.every(({ kind, id, sha256 }) => {
    if (kind === 'gist' || kind === 'chapter') return notes.some((note) => note.id === id)
    const again = kind === 'clean' ? page : recached
    return again?.id === id && (sha256 === null || again.sha256 === null || again.sha256 === sha256)
  })
}

/** Pages and notes that the passes of a chunk may look at. */
const attendedBy = ({ before, wishes }: Origin): readonly PageId[] => [
  ...namedPages(before),
  ...(wishes ? [...wishes.pins, ...wishes.lookAhead].map(({ page }) => page) : [])
]

/** Earlier frames first: a chunk attends to what was there before it, but for pictures kept in mind from elsewhere. */
const inOrder = (origins: readonly Origin[]): readonly Origin[] =>
  origins.toSorted((one, other) => one.before.next - other.before.next)

const otherwise = (): Failure =>
  new Failure(
    'memory.rewritten',
    'What this shot should remember is not stored, and made again here it is not the same as it was.',
    'Go on on the machine on which the film was made, or make the shot before this one again.'
  )
