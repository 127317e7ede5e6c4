/** Compiles the edit `recut`: the film as an edited cut has it. */
import { activeUse, type Card, type Film, type TakeUse } from '../film/film.ts'
import { trimmedPoster } from '../film/poster.ts'
import { takenIn } from '../film/scene.ts'
import { numberedAt } from '../film/shot-numbers.ts'
import type { CardId, TakeId } from '../ids.ts'
import type { Chunk } from '../time.ts'
import { cardChange } from './card-change.ts'
import { mismatch, type Change } from './change.ts'

/** A card's place is its index among the others. */
export interface RecutCard {
  readonly card: CardId
  readonly length: Chunk
  /** The take it shows; null: none. */
  readonly take: TakeId | null
  /** First chunk of that take that it shows. The in-points of its other takes stay. */
  readonly from: Chunk
}

/**
 * Lengths and takes, then order, then new cards, which get numbers and scenes as any card that comes in.
 * @param order every card of the film and every added one, once
 * @throws Failure `edit.mismatch` when it is not
 */
export function recut(film: Film, order: readonly RecutCard[], added: readonly Card[]): readonly Change[] {
  const wanted = new Map(order.map((each) => [each.card, each]))
  const fresh = new Map(added.map((card) => [card.id, card]))
  const known = new Map(film.cards.map((card) => [card.id, card]))
  const all = [...known.keys(), ...fresh.keys()]
  if (wanted.size !== order.length || all.length !== order.length || !all.every((id) => wanted.has(id)))
    throw mismatch()
  const sets = film.cards.flatMap((card) => cardChange(card, shown(card, wanted.get(card.id)!)) ?? [])
  const stay = order.flatMap(({ card }) => known.get(card) ?? [])
  const moves = moved(
    film,
    stay.map(({ id }) => id)
  )
  const places: { at: number; card: Card }[] = []
  let now = stay
  for (const [at, { card }] of order.entries()) {
    const coming = fresh.get(card)
    if (coming === undefined) continue
    const [arrived] = numberedAt(takenIn([shown(coming, wanted.get(card)!)], now, at), now, at)
    now = now.toSpliced(at, 0, arrived!)
    places.push({ at, card: arrived! })
  }
  return [
    ...(sets.length > 0 ? [{ kind: 'set' as const, cards: sets }] : []),
    ...(moves.length > 0 ? [{ kind: 'move' as const, places: moves }] : []),
    ...(places.length > 0 ? [{ kind: 'insert' as const, places }] : [])
  ]
}

/** The poster stays at its picture. @throws Failure `edit.mismatch` when the card has no such take */
function shown(card: Card, { length, take, from }: RecutCard): Card {
  if (take !== null && !card.takes.some((use) => use.take === take)) throw mismatch()
  const takes = card.takes.map((use): TakeUse => (use.take === take ? { ...use, from } : use))
  const before = activeUse(card)
  const poster = before?.take === take ? trimmedPoster(card.poster, from - before.from) : card.poster
  return { ...card, length, activeTake: take, takes, poster }
}

/** As few moves as make this order: the longest run of cards that are in order already stays. */
function moved(film: Film, order: readonly CardId[]): { at: number; card: CardId }[] {
  const before = new Map(film.cards.map(({ id }, index) => [id, index]))
  const stay = longestRising(order.map((id) => before.get(id)!))
  return order.flatMap((card, at) => (stay.has(at) ? [] : [{ at, card }]))
}

/** Indexes of a longest rising subsequence of different numbers. */
function longestRising(values: readonly number[]): ReadonlySet<number> {
  /** Index of the smallest last value of a rising sequence, by its length − 1. */
  const ends: number[] = []
  const previous = values.map((value, index) => {
    let [low, high] = [0, ends.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (values[ends[middle]!]! < value) low = middle + 1
      else high = middle
    }
    ends[low] = index
    return ends[low - 1] ?? null
  })
  const kept = new Set<number>()
  for (let at = ends.at(-1) ?? null; at !== null; at = previous[at]!) kept.add(at)
  return kept
}
