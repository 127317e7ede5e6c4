/**
 * Re-creates pages that the project does not store, by clean passes over the stored latents (memflow.md §3.4): a film whose
 * pages were deleted continues from the same memory, at a fifth of the cost of making the chunks.
 */
import type { Origin } from '../../app/contract/engine.ts'
import { Failure } from '../../app/base/failure.ts'
import type { PageId } from '../../app/ids.ts'
import { namedPages } from '../../app/ledger/named-pages.ts'
import { memoryRules } from '../memory/rules.ts'
import { adopt } from '../memory/state.ts'
import type { StoredBytes } from '../rollout/page-format.ts'
import type { RolloutPorts } from '../rollout/ports.ts'
import { missingMemory } from '../../app/ledger/missing-memory.ts'
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
  /** Called between the layers of a large text model; what it throws abandons the work. */
  between(): Promise<void>
  /** Progress: chunks done of `all`. */
  onRemember?(done: number, all: number): void
}

export class Rewriter {
  readonly #parts: RewriterParts
  /** Snapshots of the chunks being re-created: guards against a cycle, as a file may claim that a chunk attends to its own pages. */
  readonly #underWay = new Set<string>()

  constructor(parts: RewriterParts) {
    this.#parts = parts
  }

  /**
   * As `Source.pages`; pages that are not stored are re-created where their origin is known, and then cached.
   * @throws Failure `memory.rewritten` when the result differs from the stored hash, `engine.stopped`, and what a pass
   * throws
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
   * Keeps re-created pages in the cache until the last chunk that attends to them: evicted earlier, each chunk would be
   * re-created for every chunk after it.
   * @returns release functions, in the order of the chunks
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
   * Chunks to re-create for these pages, each after those whose pages it attends to. Iterative, not recursive: the chain may
   * be as long as the film.
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
    const { model, source, precision, checkpoint, between } = this.#parts
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
    const read = await cache.prompt(model, prompt, { pages: (ids) => source.pages(ids), between })
    const written = await rollout.rewrite(memory, read, latents, ports, namesOf(pages))
    this.#underWay.delete(after)
    if (!written) throw takeStopped()
    if (!isProven(written, pages)) throw otherwise()
  }
}

export const takeStopped = (): Failure => new Failure('engine.stopped', 'The take was stopped.', 'Resume it to go on.')

const namesOf = (pages: Origin['pages']): KnownNames =>
  Object.fromEntries(
    pages.filter(({ kind }) => kind === 'clean' || kind === 'recache').map(({ kind, id }) => [kind, id])
  )

/** Whether every page that the chunk once wrote was re-created with its stored hash, as far as hashes are known. */
function isProven({ page, recached, notes }: RolledChunk, pages: Origin['pages']): boolean {
  return pages.every(({ kind, id, sha256 }) => {
    if (kind === 'text') return true // no pass writes it
    if (kind === 'gist' || kind === 'chapter') return notes.some((note) => note.id === id)
    const again = kind === 'clean' ? page : recached
    return again?.id === id && (sha256 === null || again.sha256 === null || again.sha256 === sha256)
  })
}

/** Pages and notes that the passes of a chunk may read. */
const attendedBy = ({ before, wishes }: Origin): readonly PageId[] => [
  ...namedPages(before),
  ...(wishes ? [...wishes.pins, ...wishes.lookAhead].map(({ page }) => page) : [])
]

/** Earlier frames first: a chunk attends to chunks before it, except for pins from elsewhere. */
const inOrder = (origins: readonly Origin[]): readonly Origin[] =>
  origins.toSorted((one, other) => one.before.next - other.before.next)

const otherwise = (): Failure =>
  new Failure(
    'memory.rewritten',
    'What this shot should remember is not stored, and made again here it is not the same as it was.',
    'Go on on the machine on which the film was made, or make the shot before this one again.'
  )
