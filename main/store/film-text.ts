/** The stored form of the film document: each card as JSON of its own. */
import type { Card, Film } from '../../app/film/film.ts'

/** Cache: cards are immutable, so each is serialised once. */
const texts = new WeakMap<Card, string>()

export function cardText(card: Card): string {
  const known = texts.get(card)
  if (known !== undefined) return known
  const text = JSON.stringify(card)
  texts.set(card, text)
  return text
}

/** JSON of a film with row numbers in the place of its cards, in story order. */
export function filmText(film: Film, numbers: readonly number[]): string {
  return JSON.stringify({ ...film, cards: numbers })
}
