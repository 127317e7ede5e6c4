/**
 * The six primitive changes of a film. Every edit compiles to a list of them, and each has an exact inverse of the same
 * kind, so undo is applying. Plain data: the undo log in the project file stores changes.
 */
import * as v from 'valibot'
import { Failure } from '../base/failure.ts'
import type { Card, Film } from '../film/film.ts'
import { cardIdSchema, cardSchema, castSchema, filmTitleSchema, settingsSchema } from '../film/schema.ts'
import type { CardId } from '../ids.ts'
import { cardBefore, cardChangeSchema, changedCard, type CardChange } from './card-change.ts'
import { changedSound, soundBefore, soundChangeSchema, type SoundChange } from './sound-change.ts'

/** A film without its cards and its sound. */
export type FilmHead = Pick<Film, 'title' | 'cast' | 'settings'>

export type Change =
  /** New cards with their final indexes `at`. Ascending. */
  | { readonly kind: 'insert'; readonly places: readonly { readonly at: number; readonly card: Card }[] }
  | { readonly kind: 'remove'; readonly cards: readonly CardId[] }
  /** Moved cards with their final indexes `at`; the others keep their order. Ascending. */
  | { readonly kind: 'move'; readonly places: readonly { readonly at: number; readonly card: CardId }[] }
  | { readonly kind: 'set'; readonly cards: readonly CardChange[] }
  | { readonly kind: 'head'; readonly head: FilmHead }
  | SoundChange

const at = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

export const changeSchema: v.GenericSchema<unknown, Change> = v.variant('kind', [
  v.strictObject({ kind: v.literal('insert'), places: v.array(v.strictObject({ at, card: cardSchema })) }),
  v.strictObject({ kind: v.literal('remove'), cards: v.array(cardIdSchema) }),
  v.strictObject({ kind: v.literal('move'), places: v.array(v.strictObject({ at, card: cardIdSchema })) }),
  v.strictObject({ kind: v.literal('set'), cards: v.array(cardChangeSchema) }),
  v.strictObject({
    kind: v.literal('head'),
    head: v.strictObject({ title: filmTitleSchema, cast: castSchema, settings: settingsSchema })
  }),
  soundChangeSchema
])

export interface Changed {
  readonly film: Film
  /** Applied to `film`, restores the film before, exactly. */
  readonly inverse: readonly Change[]
}

/**
 * The film after a list of changes, and the inverse list.
 * @throws Failure `edit.mismatch` when a change names a card or an index that does not exist
 */
export function applyChanges(film: Film, changes: readonly Change[]): Changed {
  const inverse: Change[] = []
  for (const change of changes) {
    inverse.unshift(inverseOf(film, change))
    film = applyChange(film, change)
  }
  return { film, inverse }
}

function applyChange(film: Film, change: Change): Film {
  switch (change.kind) {
    case 'insert':
      return { ...film, cards: placed(film.cards, change.places) }
    case 'remove':
      return { ...film, cards: without(film.cards, change.cards) }
    case 'move': {
      const cardOf = finder(film)
      const moving = change.places.map(({ at, card }) => ({ at, card: cardOf(card) }))
      const ids = change.places.map(({ card }) => card)
      return { ...film, cards: placed(without(film.cards, ids), moving) }
    }
    case 'set': {
      const changes = new Map(change.cards.map((each) => [each.card, each]))
      const set = (card: Card, each: CardChange | undefined): Card => (each ? changedCard(card, each) : card)
      return { ...film, cards: film.cards.map((card) => set(card, changes.get(card.id))) }
    }
    case 'head':
      return { ...film, ...change.head }
    case 'sound':
      return { ...film, sound: changedSound(film.sound, change) }
  }
}

function inverseOf(film: Film, change: Change): Change {
  switch (change.kind) {
    case 'insert':
      return { kind: 'remove', cards: change.places.map(({ card }) => card.id) }
    case 'remove':
      return { kind: 'insert', places: placesOf(film, change.cards).map(({ at }) => ({ at, card: film.cards[at]! })) }
    case 'move':
      return {
        kind: 'move',
        places: placesOf(
          film,
          change.places.map(({ card }) => card)
        )
      }
    case 'set': {
      const cardOf = finder(film)
      return { kind: 'set', cards: change.cards.map((each) => cardBefore(cardOf(each.card), each)) }
    }
    case 'head':
      return { kind: 'head', head: { title: film.title, cast: film.cast, settings: film.settings } }
    case 'sound':
      return soundBefore(film.sound, change)
  }
}

/** Current indexes of cards, ascending. */
function placesOf(film: Film, ids: readonly CardId[]): { at: number; card: CardId }[] {
  const wanted = new Set(ids)
  const places = film.cards.flatMap(({ id }, at) => (wanted.has(id) ? [{ at, card: id }] : []))
  if (places.length !== ids.length) throw mismatch()
  return places
}

const without = (cards: readonly Card[], ids: readonly CardId[]): readonly Card[] => {
  const leaving = new Set(ids)
  return cards.filter(({ id }) => !leaving.has(id))
}

function placed(cards: readonly Card[], places: readonly { at: number; card: Card }[]): readonly Card[] {
  const result: Card[] = []
  let rest = 0
  for (const { at, card } of places) {
    while (result.length < at && rest < cards.length) result.push(cards[rest++]!)
    if (result.length !== at) throw mismatch()
    result.push(card)
  }
  return result.concat(cards.slice(rest))
}

/** The film's cards by id, for a change of several cards. The lookup throws Failure `edit.mismatch`. */
function finder(film: Film): (id: CardId) => Card {
  const cards = new Map(film.cards.map((card) => [card.id, card]))
  return (id) => {
    const card = cards.get(id)
    if (card === undefined) throw mismatch()
    return card
  }
}

export const mismatch = (): Failure =>
  new Failure(
    'edit.mismatch',
    'This change belongs to another state of the film.',
    'Nothing was changed. Reopen the project if it happens again.'
  )
