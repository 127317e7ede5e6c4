/** The poster of a card, and of a film. */
import { shownPoster } from '../../app/film/poster.ts'
import { activeUse, type Card, type Film } from '../../app/film/film.ts'
import { Failure } from '../../app/base/failure.ts'
import type { Ledger } from '../../app/ledger/ledger.ts'
import type { Tables } from '../store/tables/tables.ts'

type Chunks = Pick<Ledger, 'chunksOf'>

/** The chosen or else the middle picture of what a card shows, JPEG; undefined while nothing of it is made. */
export function cardPicture(ledger: Chunks, tables: Tables, card: Card): Uint8Array | undefined {
  const use = activeUse(card)
  const shown = use ? ledger.chunksOf(use.take).slice(use.from, use.from + card.length) : []
  const poster = shownPoster(card, shown.length, Infinity)
  const chosen = poster && tables.frames.of(shown[poster.chunk]!.id)[poster.frame]
  if (chosen) return chosen
  const middle = shown[shown.length >> 1]
  if (!middle) return undefined
  const frames = tables.frames.of(middle.id)
  return frames[frames.length >> 1]
}

/** The picture of the first card whose stored picture is intact: damage here must not prevent opening. */
export function filmPicture(ledger: Chunks, tables: Tables, film: Film): Uint8Array | undefined {
  for (const card of film.cards) {
    const picture = asStored(() => cardPicture(ledger, tables, card))
    if (picture) return picture
  }
  return undefined
}

function asStored(read: () => Uint8Array | undefined): Uint8Array | undefined {
  try {
    return read()
  } catch (error) {
    if (error instanceof Failure && error.code === 'project.damaged') return undefined
    throw error
  }
}
