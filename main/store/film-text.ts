/** The film document as text. Cards are never changed in place, so each is written out once, however often the film is saved. */
import type { Card, Film } from '../../app/film/film.ts'

const texts = new WeakMap<Card, string>()

/** JSON of a film. */
export function filmText({ cards, ...head }: Film): string {
  return `${JSON.stringify(head).slice(0, -1)},"cards":[${cards.map(cardText).join(',')}]}`
}

function cardText(card: Card): string {
  const known = texts.get(card)
  if (known !== undefined) return known
  const text = JSON.stringify(card)
  texts.set(card, text)
  return text
}
