/** The poster of a card: the picture that stands for it where one is shown. */
import type { Card, Instant } from './film.ts'

/**
 * The chosen poster, while what is shown of the card has it; null: its usual picture stands for it.
 * @param made chunks of the card that have pictures, from its start
 */
export function shownPoster(
  { poster, length }: Pick<Card, 'poster' | 'length'>,
  made: number,
  framesPerChunk: number
): Instant | null {
  if (poster === null || poster.chunk >= Math.min(length, made)) return null
  return poster.frame < framesPerChunk ? poster : null
}
