/** The dialogue as SubRip subtitles: one cue a card, from its first frame to its last. */
import type { Card, Film } from '../film/film.ts'
import { chunk, chunksToFrames, framesToSeconds, type Chunk, type Timebase } from '../time.ts'

/**
 * An empty text when nobody speaks. Times are those of the display frames, to the millisecond.
 * @param made how much of a card is made: subtitles go with the film as it is exported, in which the rest is missing, words
 * included. While nothing is made at all, times are those of the storyboard.
 */
export function printSrt(film: Film, base: Timebase, made: (card: Card) => Chunk): string {
  const planned = film.cards.every((card) => made(card) === 0)
  const cues: string[] = []
  let start = chunk(0)
  for (const card of film.cards) {
    const end = chunk(start + (planned ? card.length : made(card)))
    const lines = spoken(card.dialogue)
    if (lines !== '' && end > start)
      cues.push(`${cues.length + 1}\n${clock(start, base)} --> ${clock(end, base)}\n${lines}\n`)
    start = end
  }
  return cues.join('\n')
}

/** An empty line would end the cue, an arrow be read as a time. */
const spoken = (dialogue: string): string =>
  dialogue
    .split('\n')
    .map((line) => literal(line.trim()))
    .filter((line) => line !== '')
    .join('\n')

/**
 * SubRip has no sign for "as it stands here": players take `<i>`, `\N` and `&lt;` for markup. A word joiner, which nobody
 * sees, takes that from them. What stands in braces some do not show at all, whatever it is: it gets wide ones.
 */
const literal = (line: string): string =>
  line
    .replace(/<(?=[a-z/!?])|\\(?=[a-z])|&(?=#?\w+;)|--(?=>)/giu, (sign) => `${sign}\u2060`)
    .replace(/\{([^{}]*)\}/gu, '｛$1｝')

/** `hh:mm:ss,mmm` of the instant at which a chunk of the film begins. */
function clock(at: Chunk, base: Timebase): string {
  const milliseconds = Math.round(framesToSeconds(chunksToFrames(at, base), base) * 1000)
  const pad = (value: number, digits: number) => String(Math.floor(value)).padStart(digits, '0')
  const [hours, minutes, whole] = [milliseconds / 3_600_000, (milliseconds / 60_000) % 60, (milliseconds / 1000) % 60]
  return `${pad(hours, 2)}:${pad(minutes, 2)}:${pad(whole, 2)},${pad(milliseconds % 1000, 3)}`
}
