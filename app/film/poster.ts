/** The poster of a card: the picture that stands for it where one is shown. */
import { limits } from '../base/limits.ts'
import { chunk } from '../time.ts'
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

/** The poster of a card without its first chunks, or with so many more before them; null: it was among them. */
export function trimmedPoster(poster: Instant | null, by: number): Instant | null {
  const at = (poster?.chunk ?? 0) - by
  return poster === null || at < 0 || at > limits.cardChunks ? null : { ...poster, chunk: chunk(at) }
}
