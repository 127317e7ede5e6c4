/** Sizes of delivery: where a picture lies in them. */
import fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import {
  deliveredAs,
  deliverySchema,
  deliverySizes,
  fits,
  fitting,
  isFitted,
  leastSide,
  mostSide,
  placeFilters,
  scaleFilter,
  type Delivery
} from '../../../app/exchange/delivery.ts'

const picture = { width: 288, height: 160 }
const into = (size: Delivery['size'], more: Partial<Delivery> = {}) =>
  fitting(picture, { ...deliveredAs(size), ...more })

test('bars lie above and below, or left and right', () => {
  expect(into(deliverySizes['1080p'])).toMatchObject({ scaled: { width: 1920, height: 1066 }, x: 0, y: 6 })
  expect(into(deliverySizes.upright)).toMatchObject({ scaled: { width: 1080, height: 600 }, x: 0, y: 660 })
  expect(into({ width: 400, height: 160 })).toMatchObject({ scaled: picture, x: 56, y: 0 })
})

test('a crop fills the size, and lies where it is said to', () => {
  const square = (x: number) => into(deliverySizes.square, { fit: 'crop', at: { x, y: 0.5 } })
  expect(square(0)).toMatchObject({ scaled: { width: 1944, height: 1080 }, x: 0, y: 0 })
  expect(square(0.5)).toMatchObject({ x: -432 })
  expect(square(1)).toMatchObject({ x: -864 })
  expect(placeFilters(square(0.5))).toEqual(['crop=1080:1080:432:0'])
})

test('a multiple of the model’s size is neither cropped nor padded', () => {
  expect(isFitted(picture, into(1))).toBe(true)
  expect([into(4), placeFilters(into(4)), isFitted(picture, into(4))]).toEqual([
    { width: 1152, height: 640, scaled: { width: 1152, height: 640 }, x: 0, y: 0, enlarge: 'lanczos' },
    [],
    false
  ])
  expect(scaleFilter(into(2, { enlarge: 'nearest' }))).toMatch(/^scale=576:320:flags=neighbor\+/)
})

const side = fc.integer({ min: leastSide / 2, max: mostSide / 2 }).map((half) => half * 2)
const share = fc.double({ min: 0, max: 1, noNaN: true })
const sizes = fc.record({ width: side, height: side })

test('every picture covers a crop, and lies whole inside bars, on even pixels', () => {
  fc.assert(
    fc.property(sizes, sizes, share, share, fc.constantFrom(...fits), (from, size, x, y, fit) => {
      const at = fitting(from, { ...deliveredAs(size), fit, at: { x, y } })
      for (const [whole, part, start] of [
        [size.width, at.scaled.width, at.x],
        [size.height, at.scaled.height, at.y]
      ] as const) {
        expect([part % 2, Math.abs(start % 2)]).toEqual([0, 0])
        if (fit === 'crop') expect([part >= whole, start <= 0, part + start >= whole]).toEqual([true, true, true])
        else expect([part <= whole, start >= 0, part + start <= whole]).toEqual([true, true, true])
      }
    })
  )
})

test('what comes from outside is a known size, or an even one', () => {
  const parses = (some: object): boolean => v.safeParse(deliverySchema, { ...deliveredAs(2), ...some }).success
  expect(parses({})).toBe(true)
  expect(parses({ size: { width: 1280, height: 720 } })).toBe(true)
  for (const size of [3, '2', { width: 1281, height: 720 }, { width: 8192, height: 720 }, { width: NaN, height: 2 }])
    expect(parses({ size }), JSON.stringify(size)).toBe(false)
  expect(parses({ at: { x: -0.1, y: 0 } })).toBe(false)
  expect(parses({ enlarge: 'lanczos,crop=1:1' })).toBe(false)
})
