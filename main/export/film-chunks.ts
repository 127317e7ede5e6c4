/** The chunks that an export contains: those that the cards show, in order. */
import { type Card, type Film } from '../../app/film/film.ts'
import { isTitle } from '../../app/film/title-card.ts'
import { shownOf } from '../../app/plan/shown.ts'
import type { Ledger } from '../../app/ledger/ledger.ts'
import type { ChunkRecord } from '../../app/ledger/records.ts'

export interface FilmChunks {
  readonly chunks: readonly ChunkRecord[]
  /** Cards with fewer chunks than their length, in film order. They are shorter in the export, or missing. */
  readonly incomplete: readonly Card[]
}

/** The chunks that the film shows; `cards` limits it to some of them (in film order). */
export function filmChunks(film: Film, ledger: Ledger, cards: readonly Card[] = film.cards): FilmChunks {
  const shown = cards.map((card) => ({ card, chunks: shownOf(card, ledger)?.chunks ?? [] }))
  return {
    chunks: shown.flatMap(({ chunks }) => chunks),
    incomplete: shown.flatMap(({ card, chunks }) => (chunks.length < card.length && !isTitle(card) ? [card] : []))
  }
}
