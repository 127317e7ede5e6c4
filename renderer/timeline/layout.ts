/** Where cards are drawn: one after another without gaps, and with a gap where dragged cards would land. Pure. */
import type { CardId } from '../../app/ids.ts'

export interface CardLength {
  readonly id: CardId
  /** In chunks. */
  readonly length: number
}

export interface Placed {
  readonly id: CardId
  /** In chunks from the beginning of the film. */
  readonly start: number
  readonly length: number
}

/** Cards that are in the hand, and the card in front of which they would land (the number of cards = at the end). */
export interface Gap {
  readonly taken: ReadonlySet<CardId>
  readonly at: number
  /** In chunks. */
  readonly length: number
}

/** Pixels from an edge of the view within which something held there scrolls it. */
const edge = 48

/** How fast the view scrolls under a held thing at `x`, in pixels a millisecond: the faster, the closer to an edge. */
export function edgePull(x: number, left: number, right: number): number {
  const into = (distance: number): number => Math.min(1, Math.max(0, 1 - distance / edge))
  return into(right - x) - into(x - left)
}

/** Every card that is not in the hand, in order. */
export function layOut(cards: readonly CardLength[], gap?: Gap): Placed[] {
  const placed: Placed[] = []
  let start = 0
  cards.forEach(({ id, length }, index) => {
    if (index === gap?.at) start += gap.length
    if (gap?.taken.has(id)) return
    placed.push({ id, start, length })
    start += length
  })
  return placed
}

/** Where the gap opens, in chunks. */
export function gapStart(cards: readonly CardLength[], gap: Gap): number {
  return cards.slice(0, gap.at).reduce((sum, { id, length }) => (gap.taken.has(id) ? sum : sum + length), 0)
}

/**
 * In front of which card something dropped at `time` (chunks) would land: the first whose middle is later.
 * Cards in the hand do not count, so that the place does not flicker while they move over their own.
 */
export function insertionAt(cards: readonly CardLength[], taken: ReadonlySet<CardId>, time: number): number {
  let start = 0
  for (const [index, { id, length }] of cards.entries()) {
    if (taken.has(id)) continue
    if (time < start + length / 2) return index
    start += length
  }
  return cards.length
}

/** The range [from, to) of cards that touch a stretch of time; `starts` ascending, one for each card. */
export function inView(starts: readonly number[], end: number, from: number, to: number): readonly [number, number] {
  let first = 0
  let last = starts.length
  for (let low = 0, high = starts.length; low < high;) {
    const middle = (low + high) >> 1
    if ((starts[middle + 1] ?? end) <= from) first = low = middle + 1
    else high = middle
  }
  for (let low = first, high = starts.length; low < high;) {
    const middle = (low + high) >> 1
    if (starts[middle]! < to) low = middle + 1
    else last = high = middle
  }
  return [first, last]
}
