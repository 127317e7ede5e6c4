import { expect, test } from 'vitest'
import { limits } from '../../../app/base/limits.ts'
import { parseDrawing, printDrawing, sheetFor } from '../../../app/film/drawing.ts'
import { PenLine } from '../../../renderer/model/pen-line.ts'

const sheet = sheetFor({ width: 832, height: 480 })

test('a pointer anywhere gives a stroke that a film can keep', () => {
  const pen = new PenLine('eraser', 24, true, limits.strokePoints)
  expect(pen.stroke).toBeNull()
  for (const [x, y, pressure] of [
    [1, 1, 0.5],
    [-1e9, 40, 2],
    [Infinity, 40, -1],
    [40, 40, 0.123]
  ] as const)
    pen.add(x, y, pressure)
  const stroke = pen.stroke!
  expect(stroke.points).toEqual([10, 10, 50, -32_000, 400, 100, 32_000, 400, 0, 400, 400, 12])
  expect(parseDrawing(printDrawing({ ...sheet, strokes: [stroke] })).strokes).toEqual([stroke])
})

test('points that lie together are one, and no more are kept than there is room for', () => {
  const pen = new PenLine('black', 5, false, 3)
  for (let x = 0; x < 100; x++) pen.add(x, 0, 0.5)
  expect(pen.stroke!.points.filter((_, index) => index % 3 === 0)).toEqual([0, 20, 40])
})
