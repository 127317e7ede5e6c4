/** The list of what is to be made: how what is asked for enters it and leaves it. Pure; rules in docs/undo.md. */
import type { CardId } from '../ids.ts'
import type { Want } from './want.ts'
import type { WorkRequest } from './work.ts'

/**
 * The list with what a request asks for. Shots that wait are not put in twice; those that are to be made from an earlier
 * one on move behind it, in the order of the film.
 * @param now what is being made, first in the list; it can be asked for once more
 */
export function withAsked(
  queue: readonly Want[],
  now: Want | null,
  request: Exclude<WorkRequest, { kind: 'branch' }>,
  wants: readonly Want[]
): readonly Want[] {
  const again = request.kind === 'cards'
  if (again && request.ripple) {
    const asked = new Set(wants.map(({ card }) => card))
    return [...queue.filter((want) => want === now || !asked.has(want.card)), ...wants]
  }
  const there = new Set(queue.filter((want) => !again || want !== now).map(({ card }) => card))
  return [...queue, ...wants.filter(({ card }) => !there.has(card))]
}

/** The list with `next` in the place of `want`; null: without it. As it is, where it is not in it. */
export const withInstead = (queue: readonly Want[], want: Want, next: Want | null): readonly Want[] =>
  queue.flatMap((each) => (each !== want ? [each] : next === null ? [] : [next]))

/** Those that wait in the order of `cards`; one that is not named goes behind, one that does not wait is passed over. */
export function reordered(queue: readonly Want[], now: Want | null, cards: readonly CardId[]): readonly Want[] {
  const places = new Map(cards.map((card, at) => [card, at] as const).toReversed()) // where one is named twice, the first counts
  const rank = ({ card }: Want): number => places.get(card) ?? cards.length
  const waiting = queue.filter((want) => want !== now).toSorted((one, other) => rank(one) - rank(other))
  return now && queue.includes(now) ? [now, ...waiting] : waiting
}

/** Without what waits for a card. */
export const withoutWaiting = (queue: readonly Want[], now: Want | null, card: CardId): readonly Want[] =>
  queue.filter((want) => want === now || want.card !== card)

/** A shot that waits for a new take was split: its other half waits behind it. */
export function withHalf(queue: readonly Want[], now: Want | null, card: CardId, half: Want): readonly Want[] {
  const waits = queue.findLastIndex((want) => want !== now && want.kind === 'take' && want.card === card)
  return waits < 0 ? queue : queue.toSpliced(waits + 1, 0, half)
}
