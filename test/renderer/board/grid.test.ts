/** The grid of the board. */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { cellsIn, gapAt, gridOf, gutter, heightOf, placeOf, visible } from '../../../renderer/board/grid.ts'

const anyGrid = fc
  .record({
    room: fc.integer({ min: 100, max: 4000 }),
    wanted: fc.integer({ min: 140, max: 460 }),
    shape: fc.constantFrom(9 / 5, 16 / 9, 1, 9 / 16)
  })
  .map(({ room, wanted, shape }) => ({ room, grid: gridOf(room, wanted, shape, 96) }))
const count = fc.integer({ min: 0, max: 500 })

test('rows fill the room, and no cell overlaps another', () => {
  fc.assert(
    fc.property(anyGrid, ({ room, grid }) => {
      const { columns, width } = grid
      expect(columns * width + (columns - 1) * gutter).toBeCloseTo(room, 6)
      expect(placeOf(grid, 1)).toEqual(columns > 1 ? { x: width + gutter, y: 0 } : { x: 0, y: grid.height + gutter })
    })
  )
})

test('whatever part is in view, every cell in it is rendered', () => {
  fc.assert(
    fc.property(anyGrid, count, fc.nat(50_000), fc.integer({ min: 100, max: 2000 }), ({ grid }, cells, top, height) => {
      const [first, last] = visible(grid, top, top + height, cells)
      for (let index = 0; index < cells; index++) {
        const { y } = placeOf(grid, index)
        if (y + grid.height > top && y < top + height) expect(index >= first && index < last).toBe(true)
      }
      expect(last - first).toBeLessThanOrEqual((Math.ceil(height / (grid.height + gutter)) + 4) * grid.columns)
    })
  )
})

test('a drop on the left half of a card lands before it, on the right half after it', () => {
  fc.assert(
    fc.property(anyGrid, count, ({ grid }, cells) => {
      for (let index = 0; index < Math.min(cells, 40); index++) {
        const { x, y } = placeOf(grid, index)
        expect(gapAt(grid, x + grid.width * 0.2, y + grid.height / 2, cells)).toBe(index)
        expect(gapAt(grid, x + grid.width * 0.9, y + grid.height / 2, cells)).toBe(index + 1)
      }
      expect(gapAt(grid, 1e6, 1e6, cells)).toBe(cells)
    })
  )
})

test('a rectangle touches the cells that it overlaps, drawn where it may', () => {
  const edge = fc.integer({ min: -200, max: 6000 })
  fc.assert(
    fc.property(anyGrid, count, edge, edge, edge, edge, ({ grid }, cells, x1, x2, y1, y2) => {
      const [left, right, top, bottom] = [Math.min(x1, x2), Math.max(x1, x2), Math.min(y1, y2), Math.max(y1, y2)]
      const overlapped = Array.from({ length: cells }, (_, index) => index).filter((index) => {
        const { x, y } = placeOf(grid, index)
        return x <= right && x + grid.width >= left && y <= bottom && y + grid.height >= top
      })
      expect(cellsIn(grid, { left, right, top, bottom }, cells)).toEqual(overlapped)
    })
  )
})

test('the height is that of the last row', () => {
  const grid = gridOf(1000, 220, 9 / 5, 96)
  expect([heightOf(grid, 0), heightOf(grid, 1), heightOf(grid, grid.columns + 1)]).toEqual([
    0,
    grid.height,
    2 * grid.height + gutter
  ])
})
