/** Which seed a new take gets. */
import type { Card, Film } from '../film/film.ts'

/** Where a new seed comes from when no rule gives one: 0 … 4294967295. The caller's, as the app has no chance of its own. */
export type SeedSource = (card: Card) => number

/**
 * A locked seed is kept. Else, when the film has a seed, the take's is derived from it, the card's place and the number
 * of takes it has, so that the same film made twice is the same and another take is another. Else the source decides.
 */
export function seedFor(film: Film, index: number, source: SeedSource): number {
  const card = film.cards[index]!
  if (card.seed.locked) return card.seed.value
  if (film.settings.seed === null) return source(card)
  return [index, card.takes.length].reduce(mixed, film.settings.seed)
}

/**
 * The seed of a second that is made again: by the film's rule, but never `last`, which made it as it is. A locked seed
 * is the shot's, and the second shall be another.
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
