/** A film may only show takes that the ledger has, and a take may only share chunks that another has. */
import { Failure } from '../../app/base/failure.ts'
import type { Film } from '../../app/film/film.ts'
import type { TakeId } from '../../app/ids.ts'
import type { Ledger } from '../../app/ledger/ledger.ts'
import type { Branch, TakeRecord } from '../../app/ledger/records.ts'

/**
 * The first take that a card of the film names and `known` has not, or undefined.
 * @param before a film of which that was asked already; its cards are not looked at again
 */
export function missingTake(film: Film, known: ReadonlySet<TakeId>, before?: Film): TakeId | undefined {
  const sound = new Set(before?.cards)
  for (const card of film.cards) {
    if (sound.has(card)) continue
    const missing = card.takes.find(({ take }) => !known.has(take))
    if (missing) return missing.take
  }
  return undefined
}

export const unknownTake = (): Failure =>
  new Failure('edit.unknown-take', 'The shot would show a take that was never made.', 'Nothing was changed.')

/** What a take shares must be there, made by the take it names, from the memory it starts from. @throws RangeError */
export function demandShared(
  ledger: Pick<Ledger, 'take' | 'chunksOf'>,
  { start }: TakeRecord,
  { from, at }: Branch
): void {
  const last = ledger.chunksOf(from)[at - 1]
  if (last?.take !== from || ledger.take(from)!.start !== start) {
    throw new RangeError('a take branches from a chunk that the other take made')
  }
}
