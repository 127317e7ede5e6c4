/** The picture that stands for a film in lists. */
import { activeUse, type Film } from '../../app/film/film.ts'
import type { Tables } from '../store/tables/tables.ts'

/** A picture from the middle of the first card that has any, JPEG. */
export function posterOf(tables: Tables, film: Film): Uint8Array | undefined {
  for (const card of film.cards) {
    const use = activeUse(card)
    const chunks = use ? tables.chunks.ofTake(use.take).slice(use.from) : []
    const middle = chunks[chunks.length >> 1]
    if (!middle) continue
    const frames = tables.frames.of(middle.id)
    return frames[frames.length >> 1]
  }
  return undefined
}
