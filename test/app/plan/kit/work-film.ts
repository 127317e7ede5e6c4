/** A film of four planned shots, what may be asked of it, and what is made of it. */
import { Failure } from '../../../../app/base/failure.ts'
import { emptyFilm, newCard, type Film } from '../../../../app/film/film.ts'
import { cardId, type CardId } from '../../../../app/ids.ts'
import { cardStates } from '../../../../app/plan/state.ts'
import type { WorkRequest } from '../../../../app/plan/work.ts'
import { chunk } from '../../../../app/time.ts'
import { Studio } from './studio.ts'

export const ids = ['a', 'b', 'c', 'd'].map(cardId) as [CardId, CardId, CardId, CardId]
export const [a, b, c, d] = ids
export const film: Film = {
  ...emptyFilm('F'),
  cards: ids.map((id) => newCard(id, { prompt: `Shot ${id}.`, length: chunk(4) }))
}
export const whole: WorkRequest = { kind: 'film' }
export const again = (...cards: CardId[]): WorkRequest => ({ kind: 'cards', cards, ripple: false })
export const ripple = (...cards: CardId[]): WorkRequest => ({ kind: 'cards', cards, ripple: true })

export function made(most?: number): Studio {
  const studio = new Studio(film)
  studio.make(whole, most)
  return studio
}
export const states = (studio: Studio) => cardStates(studio.film, studio).map(({ name }) => name)
export const pictures = (studio: Studio, id: CardId) => {
  const { activeTake } = studio.film.cards.find((card) => card.id === id)!
  return activeTake === null ? [] : studio.chunksOf(activeTake).map(({ latents }) => latents)
}
export const chunksOf = (studio: Studio, id: CardId) =>
  studio.chunksOf(studio.film.cards.find((card) => card.id === id)!.activeTake!)
export const failure = (action: () => unknown): Failure => {
  try {
    action()
  } catch (error) {
    if (error instanceof Failure) return error
    throw error
  }
  throw new Error('nothing was refused')
}
