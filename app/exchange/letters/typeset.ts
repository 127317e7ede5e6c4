/**
 * Typesets text as paths, in Inter at weight 500, where there is no browser. It has Latin, Greek and Cyrillic; any other letter
 * is an empty box. Sizes are in pixels of an em.
 */
import inter from './inter-500.json' with { type: 'json' }

/** Units of an em in the outlines. */
const em = 1000
const outlines = inter as unknown as Readonly<Record<string, readonly [advance: number, path: string]>>
/** All digits are as wide as the widest, so that a running timecode stands still. */
const digit = Math.max(...[...'0123456789'].map((sign) => outlines[sign]![0]))
interface Letter {
  readonly advance: number
  /** Of its outline inside the advance. */
  readonly shift: number
  /** SVG path from the baseline, y downward. */
  readonly path: string
}
const missing: Letter = { advance: 700, shift: 0, path: 'm90 0l0-720l520 0l0 720zm70-70l0-580l380 0l0 580z' }
const letters: ReadonlyMap<string, Letter> = new Map(
  Object.entries(outlines).map(([sign, [advance, path]]) => [
    sign,
    /\d/.test(sign) ? { advance: digit, shift: (digit - advance) / 2, path } : { advance, shift: 0, path }
  ])
)
const lettersOf = (text: string): readonly Letter[] =>
  [...text.normalize('NFC')].map((sign) => letters.get(sign) ?? missing)

/** Whether all letters of a text are in the typeface; space of any kind is. */
export const isTypeset = (text: string): boolean =>
  [...text.normalize('NFC')].every((sign) => letters.has(sign) || /\s/u.test(sign))

export const widthOf = (text: string, size: number): number =>
  (lettersOf(text).reduce((sum, { advance }) => sum + advance, 0) * size) / em

/** An SVG path in its own units, and where it lies. */
export interface Outline {
  readonly transform: string
  readonly d: string
}

/** One line. @param x of its start @param y of its baseline */
export function outlineOf(text: string, x: number, y: number, size: number): Outline {
  let at = 0
  const paths = lettersOf(text).map(({ advance, shift, path }) => {
    const here = path === '' ? '' : `M${at + shift} 0${path}`
    at += advance
    return here
  })
  return { transform: `translate(${x} ${y}) scale(${size / em})`, d: paths.join('') }
}

/** The same as SVG. */
export function typeset(text: string, x: number, y: number, size: number, fill: string): string {
  const { transform, d } = outlineOf(text, x, y, size)
  return `<path transform="${transform}" fill="${fill}" d="${d}"/>`
}

/**
 * Breaks text at spaces, and words that are too long anywhere, into lines about equally long.
 * @param most lines; the last ends in `…` when there are more
 */
export function linesOf(text: string, width: number, size: number, most: number): readonly string[] {
  const words = text.split(/\s+/u).filter((word) => word !== '')
  const whole = broken(words, width, size)
  if (whole.length > most) return [...whole.slice(0, most - 1), ellipsis(whole[most - 1]!, width, size)]
  let [narrow, wide] = [width / Math.max(whole.length, 1), width]
  for (let step = 0; step < 8; step += 1) {
    const middle = (narrow + wide) / 2
    if (broken(words, middle, size).length > whole.length) narrow = middle
    else wide = middle
  }
  return broken(words, wide, size)
}

function broken(words: readonly string[], width: number, size: number): readonly string[] {
  const lines: string[] = []
  for (const word of words) {
    const last = lines.at(-1)
    if (last !== undefined && widthOf(`${last} ${word}`, size) <= width) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(...pieces(word, width, size))
  }
  return lines
}

/** A word in pieces that fit, each at least one letter. */
function pieces(word: string, width: number, size: number): readonly string[] {
  const found: string[] = []
  let piece = ''
  for (const sign of word.normalize('NFC')) {
    if (piece !== '' && widthOf(piece + sign, size) > width) {
      found.push(piece)
      piece = ''
    }
    piece += sign
  }
  return [...found, piece]
}

function ellipsis(line: string, width: number, size: number): string {
  let kept = line
  while (kept !== '' && widthOf(`${kept}…`, size) > width) kept = kept.slice(0, -1)
  return `${kept.trimEnd()}…`
}
