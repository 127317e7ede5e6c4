/** Dialogue with times: one cue per shot in which somebody speaks. */
import type { Card, Film } from '../film/film.ts'
import { chunk, chunksToFrames, framesToSeconds, type Chunk, type Timebase } from '../time.ts'
import { byShot, type CutList } from './handoff/cut-list.ts'
import { editFrame, milliseconds } from './handoff/rate.ts'

export interface Cue {
  /** Milliseconds of the film. */
  readonly from: number
  readonly to: number
  /** At least one line, none of them empty. */
  readonly lines: readonly string[]
}

/**
 * Cue times are those of the display frames, in milliseconds. Empty when nobody speaks.
 * @param made how much of a card is made: subtitles follow the exported film, from which unmade parts and their dialogue are
 * missing. While nothing at all is made, times are those of the storyboard.
 */
export function filmCues(film: Film, base: Timebase, made: (card: Card) => Chunk): readonly Cue[] {
  const planned = film.cards.every((card) => made(card) === 0)
  const at = (chunks: Chunk): number => Math.round(framesToSeconds(chunksToFrames(chunks, base), base) * 1000)
  let start = chunk(0)
  return film.cards.flatMap((card) => {
    const [from, end] = [start, chunk(start + (planned ? card.length : made(card)))]
    start = end
    return cue(at(from), at(end), card.dialogue)
  })
}

/** For the cut for an editing program, in which unmade parts keep their time and dialogue. */
export const cutCues = ({ events, rate }: CutList): readonly Cue[] =>
  byShot(events).flatMap((parts) => {
    const [first, last] = [parts[0]!, parts.at(-1)!]
    const end = milliseconds(editFrame(last.start + last.length), rate)
    return cue(milliseconds(first.start, rate), end, first.shot.dialogue)
  })

/** An empty line would end the cue. */
function cue(from: number, to: number, dialogue: string): Cue[] {
  const lines = dialogue
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  return lines.length === 0 || to <= from ? [] : [{ from, to, lines }]
}

/** `hh:mm:ss` and milliseconds after `point`. */
export function cueTime(at: number, point: ',' | '.'): string {
  const pad = (value: number, digits: number) => String(Math.floor(value)).padStart(digits, '0')
  const [hours, minutes, whole] = [at / 3_600_000, (at / 60_000) % 60, (at / 1000) % 60]
  return `${pad(hours, 2)}:${pad(minutes, 2)}:${pad(whole, 2)}${point}${pad(at % 1000, 3)}`
}
