/** A drawing: strokes on a sheet, as JSON. It is kept inside its sketch's own picture (drawn-picture.ts). */
import * as v from 'valibot'
import { Failure } from '../base/failure.ts'
import { few } from '../base/fields.ts'
import { limits } from '../base/limits.ts'
import { parseOr } from '../base/parse.ts'

/** Three greys, and one colour for what is not in the picture: arrows, frames, remarks. */
const inks = ['black', 'grey', 'light', 'red'] as const
/** What a stroke is made with: the eraser takes away what was drawn before, not what lies beneath. */
export const tools = [...inks, 'eraser'] as const
export type Tool = (typeof tools)[number]

export interface Stroke {
  readonly tool: Tool
  /** Diameter in pixels of the sheet, at full pressure. */
  readonly width: number
  /** The device gave pressure; without it, the pressure is made up from the speed. */
  readonly pressed: boolean
  /** x, y, pressure of each point in turn: tenths of a pixel of the sheet, and hundredths (0 to 100). */
  readonly points: readonly number[]
}

export interface Drawing {
  /** In pixels. */
  readonly width: number
  readonly height: number
  readonly strokes: readonly Stroke[]
}

const version = 1
/** A pointer may leave the sheet: points up to this far beside it are kept, in tenths of a pixel. */
const farthest = 2 * 10 * limits.sketchSide

const isWithin = (value: unknown, least: number, most: number): boolean =>
  Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most

/** Whether all are points. One plain loop: as a list of schemas a full drawing would take a hundred times as long. */
function arePoints(value: unknown): value is readonly number[] {
  if (!Array.isArray(value) || value.length === 0 || value.length % 3 > 0) return false
  if (value.length > 3 * limits.strokePoints) return false
  return value.every((each, index) => (index % 3 === 2 ? isWithin(each, 0, 100) : isWithin(each, -farthest, farthest)))
}

const whole = (least: number, most: number) => v.pipe(v.number(), v.safeInteger(), v.minValue(least), v.maxValue(most))
const side = whole(1, limits.sketchSide)
const stroke = v.strictObject({
  tool: v.picklist(tools),
  width: whole(1, limits.strokeWidth),
  pressed: v.boolean(),
  points: v.custom<readonly number[]>(arePoints, 'no points')
})
const schema = v.pipe(
  v.strictObject({
    version: v.literal(version),
    ...{ width: side, height: side },
    strokes: few(stroke, limits.strokes)
  }),
  v.check(({ strokes }) => pointsOf(strokes) <= limits.strokePoints, `more than ${limits.strokePoints} points`)
)

/** How many points strokes have together. */
export const pointsOf = (strokes: readonly Stroke[]): number =>
  strokes.reduce((sum, { points }) => sum + points.length / 3, 0)

/** Whether a drawing can have no further stroke. */
export const isFull = (strokes: readonly Stroke[]): boolean =>
  strokes.length >= limits.strokes || pointsOf(strokes) >= limits.strokePoints

/** A sheet in the shape of a film's pictures, as large as sketches are drawn. Sides in pixels. */
export function sheetFor({ width, height }: { readonly width: number; readonly height: number }): Drawing {
  const scale = limits.drawnSide / Math.max(width, height)
  const sideOf = (pixels: number): number => Math.max(1, Math.round(pixels * scale))
  return { width: sideOf(width), height: sideOf(height), strokes: [] }
}

/** UTF-8. */
export const printDrawing = ({ width, height, strokes }: Drawing): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode(JSON.stringify({ version, width, height, strokes }))

/** @param bytes of a file that may be anybody's @throws Failure `sketch.strokes` */
export function parseDrawing(bytes: Uint8Array): Drawing {
  if (bytes.length > limits.drawingBytes) throw unreadable(`more than ${limits.drawingBytes} bytes`)
  let data: unknown
  try {
    data = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw unreadable('no JSON')
  }
  const { width, height, strokes } = parseOr(schema, data, 'the drawing', unreadable)
  return { width, height, strokes }
}

const unreadable = (detail: string): Failure =>
  new Failure(
    'sketch.strokes',
    `The strokes of this sketch could not be read: ${detail.slice(0, 200)}.`,
    'Its picture is whole: what you draw now is drawn over it.',
    { detail: detail.slice(0, 200) }
  )
