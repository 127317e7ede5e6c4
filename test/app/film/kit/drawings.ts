/** Drawings by lot, with at least one stroke. */
import fc from 'fast-check'
import { limits } from '../../../../app/base/limits.ts'
import { tools, type Drawing, type Stroke } from '../../../../app/film/drawing.ts'

const anyPoint = fc.tuple(
  ...([fc.integer({ min: -500, max: 13_000 }), fc.integer({ min: -500, max: 8_000 }), fc.nat(100)] as const)
)
const anyStroke: fc.Arbitrary<Stroke> = fc.record({
  tool: fc.constantFrom(...tools),
  width: fc.integer({ min: 1, max: limits.strokeWidth }),
  pressed: fc.boolean(),
  points: fc.array(anyPoint, { minLength: 1, maxLength: 30 }).map((points) => points.flat())
})
export const anyDrawing: fc.Arbitrary<Drawing> = fc.record({
  width: fc.integer({ min: 1, max: limits.sketchSide }),
  height: fc.integer({ min: 1, max: limits.sketchSide }),
  strokes: fc.array(anyStroke, { minLength: 1, maxLength: 12 })
})

/** A line across the sheet. */
export const line = (y = 100): Stroke => ({
  ...{ tool: 'black', width: 5, pressed: false },
  points: [100, y, 50, 900, y, 50, 2_000, y + 100, 50]
})
