/** The dialogue as SubRip subtitles: one cue a card, from its first frame to its last. */
import type { Film } from '../film/film.ts'
import { chunk, chunksToFrames, framesToSeconds, type Chunk, type Timebase } from '../time.ts'

/** An empty text when nobody speaks. Times are those of the display frames, to the millisecond. */
export function printSrt(film: Film, base: Timebase): string {
  const cues: string[] = []
  let start = chunk(0)
  for (const { dialogue, length } of film.cards) {
    const end = chunk(start + length)
    const lines = spoken(dialogue)
    if (lines !== '') cues.push(`${cues.length + 1}\n${clock(start, base)} --> ${clock(end, base)}\n${lines}\n`)
    start = end
  }
  return cues.join('\n')
}

/** An empty line would end the cue, and an arrow would be read as a time. */
const spoken = (dialogue: string): string =>
  dialogue
    .split('\n')
    .map((line) => line.trim().replaceAll('-->', '→'))
    .filter((line) => line !== '')
    .join('\n')

/** `hh:mm:ss,mmm` of the instant at which a chunk of the film begins. */
function clock(at: Chunk, base: Timebase): string {
  const milliseconds = Math.round(framesToSeconds(chunksToFrames(at, base), base) * 1000)
  const pad = (value: number, digits: number) => String(Math.floor(value)).padStart(digits, '0')
  const [hours, minutes, whole] = [milliseconds / 3_600_000, (milliseconds / 60_000) % 60, (milliseconds / 1000) % 60]
  return `${pad(hours, 2)}:${pad(minutes, 2)}:${pad(whole, 2)},${pad(milliseconds % 1000, 3)}`
}
