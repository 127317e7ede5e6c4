import { expect, test } from 'vitest'
import fc from 'fast-check'
import { paperNames, sheetGrids, sheetFields, usualSheet } from '../../../../app/exchange/sheet/choices.ts'
import { footerHeight, gap, headerHeight, lineHeight, pageGrid } from '../../../../app/exchange/sheet/geometry.ts'

const choices = fc.record({
  grid: fc.constantFrom(...sheetGrids.slice(1)),
  paper: fc.constantFrom(...paperNames),
  landscape: fc.boolean(),
  numbers: fc.boolean(),
  fields: fc.subarray([...sheetFields])
})

test('every grid fits on its paper, with its pictures and lines of words', () => {
  fc.assert(
    fc.property(choices, fc.double({ min: 0.4, max: 2.6, noNaN: true }), fc.boolean(), (some, aspect, header) => {
      const at = pageGrid({ ...usualSheet, ...some }, aspect, header)!
      const across = at.columns * at.cell.width + (at.columns - 1) * gap
      const down = at.rows * at.cell.height + (at.rows - 1) * gap
      expect(across).toBeCloseTo(at.page.width)
      expect(down + (header ? headerHeight : 0) + (some.numbers ? footerHeight : 0)).toBeCloseTo(at.page.height)
      expect(at.picture.width / at.picture.height).toBeCloseTo(aspect)
      expect(at.picture.width).toBeLessThanOrEqual(at.cell.width + 1e-9)
      expect(at.picture.height).toBeLessThanOrEqual(at.cell.height + 1e-9)
      expect(at.lines * at.type * (25.4 / 72) * lineHeight).toBeLessThanOrEqual(at.words.height + 1e-9)
      if (at.beside) expect(at.picture.width + at.words.width).toBeLessThan(at.cell.width)
      else expect(at.picture.height + at.words.height).toBeLessThanOrEqual(at.cell.height + 1e-9)
    })
  )
})

test('wide pictures in each grid leave room for words of some lines', () => {
  for (const grid of sheetGrids.slice(1)) {
    for (const landscape of [false, true]) {
      const at = pageGrid({ ...usualSheet, grid, landscape }, 16 / 9, true)!
      expect([grid, landscape, at.lines >= 3, at.words.width >= 18]).toEqual([grid, landscape, true, true])
    }
  }
})

test('words stand beside the picture where that makes it larger', () => {
  const at = (grid: string, landscape: boolean) => pageGrid({ ...usualSheet, grid, landscape }, 16 / 9, true)!
  expect(at('4x6', false).beside).toBe(false)
  expect(at('1x6', false).beside).toBe(true)
  expect(at('4x6', true).beside).toBe(true)
  expect(pageGrid(usualSheet, 16 / 9, true)).toBeNull()
})
