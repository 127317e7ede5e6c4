/**
 * Which chunks a card shows, and the memory at its two ends.
 *
 * A card shows the chunks `from … from + length - 1` of its active take. A shortened card keeps its take and shows less of
 * it; the next card is judged by the memory after the last chunk shown. A card longer than its take shows what exists and is
 * continued from the take's last memory.
 */
import { activeUse, shotNumber, type Card, type Film } from '../film/film.ts'
import { isTitle } from '../film/title-card.ts'
import type { SnapshotId } from '../ids.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { ChunkRecord, TakeRecord } from '../ledger/records.ts'
import { chunk, type Chunk } from '../time.ts'

/** The part of its active take that a card shows. */
export interface Shown {
  readonly take: TakeRecord
  /** First chunk of the take that is shown. */
  readonly from: Chunk
  /** Chunks of the take that the card needs to be whole: `from` + its length. */
  readonly needed: Chunk
  /** All existing chunks of the take. */
  readonly made: readonly ChunkRecord[]
  /** Those on the timeline; may be empty. */
  readonly chunks: readonly ChunkRecord[]
}

/** @returns null when the card has no active take, or the ledger does not have it. */
export function shownOf(card: Card, ledger: Ledger): Shown | null {
  const use = activeUse(card)
  const take = use === null ? undefined : ledger.take(use.take)
  if (use === null || take === undefined) return null
  const made = ledger.chunksOf(take.id)
  const needed = chunk(use.from + card.length)
  return { take, from: use.from, needed, made, chunks: made.slice(use.from, needed) }
}

/** Chunks of a card that are seen: of a title card all, else those that are made. */
export const seenOf = (card: Card, ledger: Ledger): Chunk =>
  isTitle(card) ? card.length : chunk(shownOf(card, ledger)?.chunks.length ?? 0)

/** The memory that the first chunk shown was made from. */
export const memoryAtStart = ({ take, from, made }: Shown): SnapshotId =>
  from === 0 ? take.start : (made[from - 1]?.after ?? take.start)

/** What precedes a card. */
export interface Before {
  /** The last chunk shown before it; null at the start of the film: the empty memory. */
  readonly chunk: ChunkRecord | null
  /** Number of a shot in between that shows nothing yet, or null. */
  readonly unmade: string | null
}

/** What precedes the card at `index` (or, at the number of cards, the end of the film). */
export function before(film: Film, ledger: Ledger, index: number): Before {
  let unmade: string | null = null
  for (let at = index - 1; at >= 0; at--) {
    const card = film.cards[at]!
    if (isTitle(card)) continue
    const last = shownOf(card, ledger)?.chunks.at(-1)
    if (last !== undefined) return { chunk: last, unmade }
    unmade ??= shotNumber(card, at)
  }
  return { chunk: null, unmade }
}

/** As `before`, precomputed for all cards in one pass. */
export function eachBefore(film: Film, ledger: Ledger): (index: number) => Before {
  const found: Before[] = [beforeAll]
  return (index) => {
    for (let at = found.length - 1; at < index; at++) {
      const card = film.cards[at]!
      const last = shownOf(card, ledger)?.chunks.at(-1) ?? null
      found.push(behind(found[at]!, card, last, shotNumber(card, at)))
    }
    return found[index]!
  }
}

/** What precedes the first card. */
export const beforeAll: Before = { chunk: null, unmade: null }

/**
 * What precedes the next card, for a loop over all: `previous` precedes this one, `last` is the last chunk this one shows,
 * `shot` its number. A title card changes nothing.
 */
export function behind(previous: Before, card: Card, last: ChunkRecord | null, shot: string): Before {
  if (isTitle(card)) return previous
  return last === null ? { chunk: previous.chunk, unmade: shot } : { chunk: last, unmade: null }
}
