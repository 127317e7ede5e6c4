/** A film may only show takes that the ledger has. */
import type { Film } from '../../app/film/film.ts'
import type { TakeId } from '../../app/ids.ts'

/** The first take that a card of the film names and `known` has not, or undefined. */
export function missingTake(film: Film, known: ReadonlySet<TakeId>): TakeId | undefined {
  for (const card of film.cards) {
    const missing = card.takes.find(({ take }) => !known.has(take))
    if (missing) return missing.take
  }
  return undefined
}
