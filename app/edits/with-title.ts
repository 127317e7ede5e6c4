/** What a title card may become: one that looks otherwise, never one with takes. */
import { Failure } from '../base/failure.ts'
import type { Card } from '../film/film.ts'
import { isTitle, type TitleCard } from '../film/title-card.ts'

/** @throws Failure `edit.no-title`: what is made cannot become typeset, or its takes would be lost to it */
export function withTitle(card: Card, titleCard: TitleCard): Card {
  if (isTitle(card)) return { ...card, titleCard }
  throw new Failure('edit.no-title', 'This card is a shot, not a title card.', 'Nothing was changed.')
}

/** @returns the card, which may get takes. @throws Failure `edit.title-take` */
export function demandShot(card: Card): Card {
  if (!isTitle(card)) return card
  throw new Failure('edit.title-take', 'A title card has no takes: it is typeset.', 'Choose a shot for the take.')
}
