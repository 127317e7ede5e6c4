/** Drawings are read back as they were written; what is none is refused, whatever it is. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Failure } from '../../../app/base/failure.ts'
import { limits } from '../../../app/base/limits.ts'
import { isFull, parseDrawing, pointsOf, printDrawing, sheetFor } from '../../../app/film/drawing.ts'
import { damage } from '../exchange/kit/damage.ts'
import { anyDrawing, line } from './kit/drawings.ts'

const bytesOf = (data: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(data))
const plain = { version: 1, width: 1280, height: 720, strokes: [line()] }
const refusal = (bytes: Uint8Array): string => {
  try {
    parseDrawing(bytes)
  } catch (error) {
    if (error instanceof Failure) return `${error.code}: ${error.facts.detail}`
    throw error
  }
  return 'read'
}

test('what was drawn is read back stroke by stroke', () => {
  fc.assert(
    fc.property(anyDrawing, (drawing) => {
      expect(parseDrawing(printDrawing(drawing))).toEqual(drawing)
    })
  )
})

test('a sheet has the shape of the film’s pictures, whatever their size', () => {
  expect(sheetFor({ width: 288, height: 160 })).toEqual({ width: 1280, height: 711, strokes: [] })
  expect(sheetFor({ width: 480, height: 832 })).toEqual({ width: 738, height: 1280, strokes: [] })
  expect(sheetFor({ width: 4_000, height: 1 })).toMatchObject({ width: 1280, height: 1 })
})

describe('a drawing of strangers', () => {
  const stroke = line()
  const many = (count: number): number[] => Array.from({ length: 3 * count }, () => 50)
  const huge = new Uint8Array(limits.drawingBytes + 1).fill(0x20)
  test.each<[string, Uint8Array]>([
    ['that is no JSON', new TextEncoder().encode('{')],
    ['that is no UTF-8', new Uint8Array([0x22, 0xff, 0x22])],
    ['of too many bytes', huge],
    ['of another version', bytesOf({ ...plain, version: 2 })],
    ['with more than it has', bytesOf({ ...plain, script: '' })],
    ['without a size', bytesOf({ ...plain, width: 0 })],
    ['of too large a size', bytesOf({ ...plain, height: limits.sketchSide + 1 })],
    ['with another tool', bytesOf({ ...plain, strokes: [{ ...stroke, tool: 'knife' }] })],
    ['with a pen too broad', bytesOf({ ...plain, strokes: [{ ...stroke, width: 1e9 }] })],
    ['with half a point', bytesOf({ ...plain, strokes: [{ ...stroke, points: [1, 2] }] })],
    ['with no point', bytesOf({ ...plain, strokes: [{ ...stroke, points: [] }] })],
    ['with points far away', bytesOf({ ...plain, strokes: [{ ...stroke, points: [1e300, 2, 3] }] })],
    ['with too much pressure', bytesOf({ ...plain, strokes: [{ ...stroke, points: [1, 2, 101] }] })],
    ['with points that are words', bytesOf({ ...plain, strokes: [{ ...stroke, points: ['1', 2, 3] }] })],
    ['of too many strokes', bytesOf({ ...plain, strokes: Array(limits.strokes + 1).fill(stroke) })],
    [
      'of too many points',
      bytesOf({ ...plain, strokes: [1, 2, 3].map(() => ({ ...stroke, points: many(limits.strokePoints / 2) })) })
    ]
  ])('%s is refused', (_, bytes) => expect(refusal(bytes)).toMatch(/^sketch\.strokes: ./))

  test('damaged in any way is read or refused', () => {
    const text = JSON.stringify({ ...plain, strokes: [line(100), { ...line(300), tool: 'eraser' }] })
    fc.assert(
      fc.property(damage(text), (damaged) => {
        refusal(new TextEncoder().encode(damaged)) // any error but a Failure is thrown on
      }),
      { numRuns: 2_000 }
    )
  })
})

test('a drawing that is full can still be read', () => {
  const strokes = Array.from({ length: limits.strokes }, () => line())
  expect([isFull(strokes.slice(1)), isFull(strokes), pointsOf(strokes)]).toEqual([false, true, 3 * limits.strokes])
  const points = Array.from({ length: 3 * limits.strokePoints }, (_, index) => (index % 3 < 2 ? -31_999 : 100))
  const broadest = { ...plain, strokes: [{ ...line(), points }] }
  expect(isFull(broadest.strokes)).toBe(true)
  expect(parseDrawing(printDrawing(broadest)).strokes[0]!.points).toHaveLength(points.length)
})
