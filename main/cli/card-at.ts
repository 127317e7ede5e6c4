/** A card by its number in the film, as options of commands name it. */
import { Failure } from '../../app/base/failure.ts'
import type { Card, Film } from '../../app/film/film.ts'

/** @param number counted from 1 @throws Failure `film.no-card` */
export function cardAt({ cards }: Film, number: number): Card {
  const card = cards[number - 1]
  if (card) return card
  throw new Failure(
    'film.no-card',
    `There is no card ${number}: the film has ${cards.length}.`,
    cards.length === 0 ? 'Add cards first.' : `Choose one from 1 to ${cards.length}.`
  )
}
