/** The shelf: every take of the ledger with at least one chunk that no shot of the film has. Derived, never stored (docs/undo.md). */
import type { Film } from '../film/film.ts'
import type { TakeId } from '../ids.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { seedBegunWith } from '../ledger/lineage.ts'
import type { PolicyName } from '../ledger/policies.ts'
import { chunk, type Chunk } from '../time.ts'

export interface ShelfTake {
  readonly id: TakeId
  /** The prompt as the model read it. */
  readonly prompt: string
  /** Picture of its first chunk. */
  readonly seed: number
  readonly policy: PolicyName
  /** At least 1. */
  readonly chunksMade: Chunk
  readonly chunksPlanned: Chunk
  /** Milliseconds since 1970, UTC. */
  readonly made: number
}

/** Derives the shelf of one film repeatedly; returns the same list while nothing changed. */
export class ShelfReader {
  readonly #ledger: Pick<Ledger, 'take' | 'chunksOf'>
  readonly #all: () => Iterable<TakeId>
  #cards: Film['cards'] | null = null
  /** Takes that shots of the film have. */
  #used: ReadonlySet<TakeId> = new Set()
  #last: readonly ShelfTake[] = []

  /** @param all every take of the ledger, in creation order */
  constructor(ledger: Pick<Ledger, 'take' | 'chunksOf'>, all: () => Iterable<TakeId>) {
    this.#ledger = ledger
    this.#all = all
  }

  /**
   * @param grown every take begun or extended since the last call
   * @returns newest first
   */
  read({ cards }: Film, grown: ReadonlySet<TakeId>): readonly ShelfTake[] {
    const kept = this.#cards !== null && haveTheSame(this.#cards, cards)
    this.#cards = cards
    if (kept && [...grown].every((id) => this.#used.has(id))) return this.#last
    if (!kept) this.#used = new Set(cards.flatMap(({ takes }) => takes.map(({ take }) => take)))
    const before = new Map(this.#last.map((take) => [take.id, take]))
    const now: ShelfTake[] = []
    for (const id of this.#all()) {
      const known = grown.has(id) ? undefined : before.get(id)
      const take = this.#used.has(id) ? undefined : (known ?? this.#take(id))
      if (take) now.push(take)
    }
    now.reverse()
    const same = now.length === this.#last.length && now.every((take, at) => take === this.#last[at])
    return same ? this.#last : (this.#last = now)
  }

  #take(id: TakeId): ShelfTake | undefined {
    const record = this.#ledger.take(id)
    const chunksMade = chunk(this.#ledger.chunksOf(id).length)
    if (record === undefined || chunksMade === 0) return undefined
    const { prompt, policy, chunks: chunksPlanned, made } = record
    return { id, prompt, seed: seedBegunWith(this.#ledger, record), policy, chunksMade, chunksPlanned, made }
  }
}

const haveTheSame = (one: Film['cards'], other: Film['cards']): boolean =>
  one === other || (one.length === other.length && one.every(({ takes }, at) => takes === other[at]!.takes))
