/** What stands in an animatic for pictures that are not made: drawn as the player shows it (renderer/player/Slate.svelte). */
import type { PictureSize } from '../../app/exchange/delivery.ts'
import { linesOf, typeset, widthOf } from '../../app/exchange/letters/typeset.ts'

/** Ground of the player's slate. */
export const slateGround = [0x1d, 0x1b, 0x18] as const
const text = '#eeeae2'
const quiet = '#aba59a'
/** Distance of baselines in sizes of the letters. */
const leading = 1.25

/** Shapes of a slate without a sketch: the number, and the words below it in the middle. */
export function slateShapes(number: string, words: string, { width, height }: PictureSize): string {
  const side = Math.min(width, height)
  const [small, large] = [Math.max(13, side * 0.04), Math.max(15, side * 0.07)]
  const wide = Math.min(width * 0.84, large * 24)
  const most = Math.max(1, Math.floor((height * 0.84 - small * 1.3) / (large * leading)))
  const lines = linesOf(words, wide, large, most)
  const gap = lines.length > 0 ? height * 0.02 : 0
  const top = (height - small * 1.3 - gap - lines.length * large * leading) / 2
  return [
    centred(number, width, top + small, small, quiet),
    ...lines.map((line, index) =>
      centred(line, width, top + small * 1.3 + gap + large * (leading * index + 1), large, text)
    )
  ].join('')
}

/** Shapes over a sketch: the number in the corner, the words along the bottom. */
export function sketchShapes(number: string, words: string, size: PictureSize): string {
  const { width, height } = size
  const large = Math.max(13, Math.min(width, height) * 0.045)
  const lines = linesOf(words, width - 2 * large, large, 3)
  const depth = lines.length === 0 ? 0 : height * 0.08 + (lines.length * leading + 0.6) * large
  const shade = `<linearGradient id="s" x2="0" y2="1"><stop stop-color="#0d0c0b" stop-opacity="0"/><stop offset=".45" stop-color="#0d0c0b" stop-opacity=".88"/></linearGradient>`
  const under = `<rect y="${height - depth}" width="${width}" height="${depth}" fill="url(#s)"/>`
  const base = height - large * (leading * (lines.length - 1) + 0.8)
  return [
    ...(depth > 0 ? [`<defs>${shade}</defs>`, under] : []),
    ...lines.map((line, index) => centred(line, width, base + large * leading * index, large, text)),
    cornerShapes(number, 'left', size)
  ].join('')
}

const cornerSize = ({ width, height }: PictureSize): number => Math.max(13, Math.min(width, height) * 0.04)
/** Rows from the top that the corners take. */
export const cornerRows = (size: PictureSize): number => Math.ceil(cornerSize(size) * 2.6)

/** A short text on a dark ground in a corner at the top. */
export function cornerShapes(words: string, side: 'left' | 'right', size: PictureSize): string {
  const letters = cornerSize(size)
  const wide = widthOf(words, letters) + letters * 1.2
  const from = side === 'left' ? letters * 0.8 : size.width - wide - letters * 0.8
  return `<rect x="${from}" y="${letters * 0.8}" width="${wide}" height="${letters * 1.5}" rx="${letters * 0.3}" fill="#141312" fill-opacity=".78"/>${typeset(words, from + letters * 0.6, letters * 1.9, letters, text)}`
}

const centred = (line: string, width: number, y: number, size: number, fill: string): string =>
  typeset(line, (width - widthOf(line, size)) / 2, y, size, fill)
