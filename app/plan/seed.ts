/** Chooses the seed of a new take. */
import type { Card, Film } from '../film/film.ts'

/** Source of random seeds, 0 … 4294967295. Passed in, as the app room has no randomness. */
export type SeedSource = (card: Card) => number

/**
 * A locked seed is kept. Else, when the film has a seed, the take's is derived from it, the card's index and its number of
 * takes, so that the whole film can be reproduced. Else it is random.
 */
export function seedFor(film: Film, index: number, source: SeedSource): number {
  const card = film.cards[index]!
  if (card.seed.locked) return card.seed.value
  if (film.settings.seed === null) return source(card)
  return [index, card.takes.length].reduce(mixed, film.settings.seed)
}

/**
 * The seed for making a second again: by the film's rule, but never `last`, the current one. The shot's locked seed is
 * ignored, since another result is wanted.
 */
export function anotherSeed(film: Film, index: number, source: SeedSource, last: number): number {
  const card = film.cards[index]!
  const seed = seedFor(film, index, source)
  if (!card.seed.locked && seed !== last) return seed
  const other = source(card)
  return other === last ? mixed(last, index) : other
}

/** Folds a number into a 32-bit seed with MurmurHash3's finaliser (Appleby, public domain): near inputs, far results. */
function mixed(seed: number, value: number): number {
  let bits = (seed ^ Math.imul(value + 1, 0x9e3779b1)) >>> 0
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b) >>> 0
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35) >>> 0
  return (bits ^ (bits >>> 16)) >>> 0
}
