/**
 * The colour of a character, without knowing where it stands: the hue of what does not belong to the place. A pixel belongs
 * when some layout of the place has a colour like it near by; what is left and colourful is the character.
 */
import type { Small } from './picture.ts'
import type { SceneSet, World } from './world.ts'

/** Hues of the world's colours, 0 … 1 (heldout.json, words.colours). */
export type Hues = Readonly<Record<string, number>>

/** Colours farther than this many levels (largest channel) from all of the place's near by are not the place's. */
const foreign = 36
/** Less than this (max - min of r, g, b) is grey: shadow, outline, snow. */
const colourful = 28
/** Pixels of the small picture around a pixel in which the place's colours are looked for. */
const reachX = 3
const reachY = 2
/** Characters stand in the lower part: sun and clouds are no characters. Row of the small picture. */
const top = 14

const bins = 72

/** Weight of foreign colourful pixels by hue. */
export interface HueCount {
  /** `bins` parts of the circle, weighted by colourfulness (0 … 1 a pixel). */
  readonly weights: Float64Array
  /** Foreign colourful pixels of the small picture. */
  readonly area: number
}

/** Smallest largest-channel difference between a pixel and the colours that its set has near by, in any layout, sharp or soft. */
function strangeness(looks: readonly Small[], picture: Small, x: number, y: number): number {
  const { width, height, rgb } = picture
  const at = (y * width + x) * 3
  let least = Infinity
  for (const { rgb: known } of looks)
    for (let ny = Math.max(0, y - reachY); ny <= Math.min(height - 1, y + reachY); ny++)
      for (let nx = Math.max(0, x - reachX); nx <= Math.min(width - 1, x + reachX); nx++) {
        const near = (ny * width + nx) * 3
        const d = Math.max(
          Math.abs(rgb[at]! - known[near]!),
          Math.abs(rgb[at + 1]! - known[near + 1]!),
          Math.abs(rgb[at + 2]! - known[near + 2]!)
        )
        if (d < least) least = d
      }
  return least
}

const looksOf = (world: World, set: Pick<SceneSet, 'place' | 'time'>): Small[] =>
  world.backdrops.filter(({ place, time }) => place === set.place && time === set.time).flatMap(({ looks }) => looks)

/** Hues of what does not belong to the place, over all given pictures (area: their mean). */
export function foreignHues(world: World, set: Pick<SceneSet, 'place' | 'time'>, pictures: readonly Small[]): HueCount {
  const looks = looksOf(world, set)
  const weights = new Float64Array(bins)
  let area = 0
  for (const picture of pictures)
    for (let y = top; y < picture.height; y++)
      for (let x = 0; x < picture.width; x++) {
        const at = (y * picture.width + x) * 3
        const [r, g, b] = [picture.rgb[at]!, picture.rgb[at + 1]!, picture.rgb[at + 2]!]
        const chroma = Math.max(r, g, b) - Math.min(r, g, b)
        if (chroma < colourful || strangeness(looks, picture, x, y) < foreign) continue
        weights[Math.floor(hue(r, g, b) * bins) % bins]! += chroma / 255
        area++
      }
  return { weights, area: area / pictures.length }
}

/** How far the picture's colours are from the set's: the median strangeness of its pixels, in levels. Characters do not count. */
export function paletteError(world: World, set: Pick<SceneSet, 'place' | 'time'>, picture: Small): number {
  const looks = looksOf(world, set)
  const all: number[] = []
  for (let y = 0; y < picture.height; y++)
    for (let x = 0; x < picture.width; x++) all.push(strangeness(looks, picture, x, y))
  return all.sort((a, b) => a - b)[all.length >> 1]!
}

/** Characters smaller than this many pixels of the small picture cannot be told; the smallest true ones have about 25. */
const smallestCharacter = 16

/** The most frequent hue, 0 … 1, or null where no character is to be seen. */
export function dominantHue({ weights, area }: HueCount): number | null {
  if (area < smallestCharacter) return null
  const at = (i: number) => weights[(i + bins) % bins]!
  let best = 0
  let most = -1
  for (let i = 0; i < bins; i++) {
    const smooth = at(i - 2) + 2 * at(i - 1) + 3 * at(i) + 2 * at(i + 1) + at(i + 2)
    if (smooth > most) [best, most] = [i, smooth]
  }
  return (best + 0.5) / bins
}

/** Way between two hues on the circle, 0 … 0.5. */
export const hueDistance = (a: number, b: number): number => Math.min(Math.abs(a - b), 1 - Math.abs(a - b))

/** The named colour nearest to a hue. */
export const nameOf = (hues: Hues, value: number): string =>
  Object.keys(hues).reduce((best, name) =>
    hueDistance(hues[name]!, value) < hueDistance(hues[best]!, value) ? name : best
  )

/** Hue of a colour, 0 … 1 (red 0, green 1/3, blue 2/3). */
function hue(r: number, g: number, b: number): number {
  const most = Math.max(r, g, b)
  const range = most - Math.min(r, g, b)
  const sixth = most === r ? (g - b) / range : most === g ? 2 + (b - r) / range : 4 + (r - g) / range
  return (sixth / 6 + 1) % 1
}
