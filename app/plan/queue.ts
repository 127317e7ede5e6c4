/** The queue as a list of wants: adding, removing, reordering. Pure; rules in docs/undo.md. */
import type { CardId } from '../ids.ts'
import type { Want } from './want.ts'
import type { WorkRequest } from './work.ts'

/**
 * Adds the wants of a request. Queued shots are not added twice; those to be made from an earlier one are moved behind it,
 * in film order.
 * @param now the current want, first in the list; it can be requested once more
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

/** Replaces a want; null: removes it. Unchanged where it is not in the list. */
export const withInstead = (queue: readonly Want[], want: Want, next: Want | null): readonly Want[] =>
  queue.flatMap((each) => (each !== want ? [each] : next === null ? [] : [next]))

/** Reorders the queue by `cards`; unnamed ones go to the end, unknown ones are ignored. */
export function reordered(queue: readonly Want[], now: Want | null, cards: readonly CardId[]): readonly Want[] {
  const places = new Map(cards.map((card, at) => [card, at] as const).toReversed()) // a card named twice counts at its first place
  const rank = ({ card }: Want): number => places.get(card) ?? cards.length
  const waiting = queue.filter((want) => want !== now).toSorted((one, other) => rank(one) - rank(other))
  return now && queue.includes(now) ? [now, ...waiting] : waiting
}

/** Removes the wants of a card. */
export const withoutWaiting = (queue: readonly Want[], now: Want | null, card: CardId): readonly Want[] =>
  queue.filter((want) => want === now || want.card !== card)

/** After a split of a shot queued for a new take: queues its other half behind it. */
export function withHalf(queue: readonly Want[], now: Want | null, card: CardId, half: Want): readonly Want[] {
  const waits = queue.findLastIndex((want) => want !== now && want.kind === 'take' && want.card === card)
  return waits < 0 ? queue : queue.toSpliced(waits + 1, 0, half)
}
