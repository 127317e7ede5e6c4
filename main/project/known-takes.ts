/** Checks references: a film may only show takes in the ledger, and a branch may only share existing chunks. */
import { Failure } from '../../app/base/failure.ts'
import { limits } from '../../app/base/limits.ts'
import type { Film } from '../../app/film/film.ts'
import type { TakeId } from '../../app/ids.ts'
import type { Ledger } from '../../app/ledger/ledger.ts'
import type { Branch, TakeRecord } from '../../app/ledger/records.ts'

/**
 * The first take that a card of the film names and `known` lacks, or undefined.
 * @param before a film that was checked already; its cards are skipped
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

export const tooManyTakes = (): Failure =>
  new Failure(
    'film.takes',
    `A film can have ${limits.takes} takes, and this one has as many.`,
    'Copy its shots into a new film: they come without their takes.',
    { most: limits.takes }
  )

/** The shared chunk must exist, made by the take named, and the starting memory must match. @throws RangeError */
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
