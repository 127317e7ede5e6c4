/** The cards as the timeline shows them: position, number, state and pictures. Pure. */
import type { CardView } from '../../app/contract/film-state.ts'
import type { FilmState, Making } from '../../app/contract/open-film.ts'
import { activeUse, shotNumber, type Card } from '../../app/film/film.ts'
import type { CardId, TakeId } from '../../app/ids.ts'
import type { CardStateName } from '../../app/plan/state.ts'

/** The state of a shot; the one being made may be paused. */
export type ShotState = CardStateName | 'paused'

/** A card with its position in the film. */
export interface Shot {
  readonly card: Card
  readonly view: CardView
  readonly id: CardId
  readonly index: number
  /** The number shown for it. */
  readonly number: string
  /** In chunks, from the start of the film. */
  readonly start: number
  readonly length: number
  readonly state: ShotState
  /** The take shown and its first chunk; null while nothing is made. */
  readonly take: TakeId | null
  readonly from: number
  /** Stored chunks of the card, from its start. */
  readonly stored: number
  /** Chunks of the card that have pictures, stored or just made. */
  readonly made: number
}

/**
 * @param making the current run, which takes precedence over the stored state
 * @param before the previous result: unchanged shots stay the same object, and so does an unchanged list
 */
export function placeShots(
  { view: { film, cards } }: FilmState,
  making: Making | null,
  before: readonly Shot[] = []
): readonly Shot[] {
  const queued = new Set(making?.queue)
  let start = 0
  const shots = film.cards.map((card, index) => {
    const view = cards[index]!
    const use = activeUse(card)
    const from = use?.from ?? 0
    const now = making?.card === card.id ? making : null
    const live = now !== null && (now.take === null || now.take === card.activeTake) // undo may show another take meanwhile
    const stored = view.state.made
    const shot: Shot = {
      card,
      view,
      id: card.id,
      index,
      number: shotNumber(card, index),
      start,
      length: card.length,
      state: now
        ? now.state === 'paused' || now.state === 'asking'
          ? 'paused'
          : 'generating'
        : queued.has(card.id)
          ? 'queued'
          : view.state.name,
      take: use?.take ?? null,
      from,
      stored,
      made: Math.min(card.length, Math.max(stored, (live ? now.ready : 0) - from))
    }
    start += card.length
    const was = before[index]
    return was !== undefined && isSame(was, shot) ? was : shot
  })
  return shots.length === before.length && shots.every((shot, index) => shot === before[index]) ? before : shots
}

const isSame = (one: Shot, other: Shot): boolean =>
  (Object.keys(other) as (keyof Shot)[]).every((key) => one[key] === other[key])

export const idsOf = (cards: readonly Pick<Card, 'id'>[]): ReadonlySet<CardId> => new Set(cards.map(({ id }) => id))
