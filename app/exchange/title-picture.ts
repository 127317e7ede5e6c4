/** The picture of a title card, as outlines: the window draws it from these, and so do exports. */
import { inkOn, type TitleCard, type TitleSize } from '../film/title-card.ts'
import type { PictureSize } from './delivery.ts'
import { linesOf, outlineOf, widthOf, type Outline } from './letters/typeset.ts'

export interface TitlePicture {
  readonly ground: string
  readonly ink: string
  readonly lines: readonly Outline[]
}

/** Em of the letters, as a share of the shorter side. */
const shares: Readonly<Record<TitleSize, number>> = { small: 0.06, medium: 0.09, large: 0.15 }
/** The part of each side that words may take. */
const room = 0.84
/** Distance of baselines in sizes of the letters. */
const leading = 1.25
/** Of capitals, as a share of the em: so high is a line without descenders. */
const capitals = 0.73

/** Lines as written, and broken where they are too long; letters are smaller where not all would fit. */
export function titlePicture(words: string, { ground, size }: TitleCard, { width, height }: PictureSize): TitlePicture {
  let em = Math.min(width, height) * shares[size]
  let lines = broken(words, width * room, em)
  while (lines.length * leading * em > height * room && em > 1) {
    em *= 0.94
    lines = broken(words, width * room, em)
  }
  const block = ((lines.length - 1) * leading + capitals) * em
  const first = (height - block) / 2 + capitals * em
  return {
    ground,
    ink: inkOn(ground),
    lines: lines.map((line, index) =>
      outlineOf(line, (width - widthOf(line, em)) / 2, first + index * leading * em, em)
    )
  }
}

/** An empty line between others keeps its place. */
const broken = (words: string, width: number, em: number): readonly string[] =>
  words
    .trim()
    .split('\n')
    .flatMap((line) => (line.trim() === '' ? [''] : linesOf(line, width, em, Number.POSITIVE_INFINITY)))
