/**
 * What differs between two states of a film: after an edit or a chunk the window is sent this instead of all its cards.
 * It is made by comparing objects, as what did not change is the very object it was (film-state.ts, app/edits).
 */
import type { Card, Film } from '../film/film.ts'
import type { CardId } from '../ids.ts'
import type { Seconds } from '../time.ts'
import type { CardView, FilmView } from './film-state.ts'
import type { ShelfTake } from './shelf.ts'
import type { FilmState } from './open-film.ts'

/** A state told by its difference from the one before it. */
export interface FilmPatch extends Omit<FilmState, 'view' | 'model' | 'lastView'> {
  /** Serial of the state it goes on from: to any other it must not be applied. */
  readonly after: number
  readonly view: ViewPatch
}

export interface ViewPatch {
  /** Null: as it was. */
  readonly head: Omit<Film, 'cards'> | null
  /** All cards, in film order; null: the same ones in the same order. */
  readonly order: readonly CardId[] | null
  /** Cards that are new or changed, and views that are. */
  readonly cards: readonly Card[]
  readonly views: readonly CardView[]
  /** All of it; null: as it was. */
  readonly shelf: readonly ShelfTake[] | null
  readonly length: Seconds
}

/** @param before and `after` are states of one session, in this order */
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

/** The state a patch makes of the one it goes on from. Nothing given is changed; what the patch does not name stays the same object. */
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

/** A list with some of it exchanged, in a new order where one is given. */
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
