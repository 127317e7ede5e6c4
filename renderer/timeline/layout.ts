/** Layout of cards: one after another, with a gap where dragged cards would land. Pure. */
import type { CardId } from '../../app/ids.ts'
import type { Gap } from '../model/drag.svelte.ts'

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

/** Pixels from an edge of the viewport within which a drag scrolls it. */
const edge = 48

/** Scroll speed for a drag at `x`, in pixels per millisecond: faster towards the edge. */
export function edgePull(x: number, left: number, right: number): number {
  const into = (distance: number): number => Math.min(1, Math.max(0, 1 - distance / edge))
  return into(right - x) - into(x - left)
}

/** Every card that is not dragged, in order. */
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

/** Start of the gap, in chunks. */
export function gapStart(cards: readonly CardLength[], gap: Gap): number {
  return cards.slice(0, gap.at).reduce((sum, { id, length }) => (gap.taken.has(id) ? sum : sum + length), 0)
}

/**
 * The card before which a drop at `time` (chunks) would land: the first whose middle is later. Dragged cards are ignored, so
 * the gap does not flicker over their own place.
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

/** The range [from, to) of cards that overlap a stretch of time; `starts` ascending, one per card. */
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
