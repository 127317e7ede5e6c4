/**
 * The difference between two states of a film: after an edit or a chunk the window gets this instead of all cards. States
 * are compared by object identity, as unchanged parts stay the same object (film-state.ts, app/edits).
 */
import type { Card, Film } from '../film/film.ts'
import type { CardId } from '../ids.ts'
import type { Seconds } from '../time.ts'
import type { CardView, FilmView } from './film-state.ts'
import type { ShelfTake } from './shelf.ts'
import type { FilmState } from './open-film.ts'

/** A state as the difference from the one before it. */
export interface FilmPatch extends Omit<FilmState, 'view' | 'model' | 'lastView'> {
  /** Serial of the state it applies to; it must not be applied to any other. */
  readonly after: number
  readonly view: ViewPatch
}

export interface ViewPatch {
  /** Null: unchanged. */
  readonly head: Omit<Film, 'cards'> | null
  /** All cards in film order; null: unchanged. */
  readonly order: readonly CardId[] | null
  /** New and changed cards, and views. */
  readonly cards: readonly Card[]
  readonly views: readonly CardView[]
  /** The whole list; null: unchanged. */
  readonly shelf: readonly ShelfTake[] | null
  readonly length: Seconds
}

/** @param before and `after`: two states of one session, in this order */
export function patchOf(before: FilmState, after: FilmState): FilmPatch {
  const { view, model: _, lastView: __, ...rest } = after
  return { ...rest, after: before.serial, view: viewPatch(before.view, view) }
}

function viewPatch(before: FilmView, { film, cards: views, shelf, length }: FilmView): ViewPatch {
  const { cards, ...head } = film
  const headKeys = Object.keys(head) as (keyof typeof head)[]
  const { cards: was } = before.film
  const moved = cards.length !== was.length || cards.some(({ id }, index) => id !== was[index]!.id)
  const knownCards = new Set(was)
  const knownViews = new Set(before.cards)
  return {
    head: headKeys.every((key) => head[key] === before.film[key]) ? null : head,
    order: moved ? cards.map(({ id }) => id) : null,
    cards: cards.filter((card) => !knownCards.has(card)),
    views: views.filter((view) => !knownViews.has(view)),
    shelf: shelf === before.shelf ? null : shelf,
    length
  }
}

/** Applies a patch. Inputs are not changed; whatever the patch does not name stays the same object. */
export function patched(before: FilmState, { after: _, view, ...rest }: FilmPatch): FilmState {
  return { ...before, ...rest, view: patchedView(before.view, view) }
}

function patchedView(before: FilmView, { head, order, cards, views, shelf, length }: ViewPatch): FilmView {
  const film: Film = {
    ...before.film,
    ...head,
    cards: listed(before.film.cards, cards, order, ({ id }) => id)
  }
  const all = listed(before.cards, views, order, ({ card }) => card)
  return { ...before, film, length, cards: all, shelf: shelf ?? before.shelf }
}

/** A list with some items replaced, in a new order where one is given. */
function listed<Item>(
  before: readonly Item[],
  changed: readonly Item[],
  order: readonly CardId[] | null,
  idOf: (item: Item) => CardId
): readonly Item[] {
  if (changed.length === 0 && order === null) return before
  const now = new Map(changed.map((item) => [idOf(item), item]))
  if (order === null) return before.map((item) => now.get(idOf(item)) ?? item)
  const was = new Map(before.map((item) => [idOf(item), item]))
  return order.map((id) => now.get(id) ?? was.get(id)!)
}
