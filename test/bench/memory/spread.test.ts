import { expect, test } from 'vitest'
import { share, spread } from './spread.ts'

test('mean ± standard error', () => {
  const { mean, low, high, n } = spread([1, 2, 3])!
  expect([mean, n]).toEqual([2, 3])
  expect(high - mean).toBeCloseTo(1 / Math.sqrt(3), 6)
  expect(mean - low).toBeCloseTo(high - mean, 9)
})

test("Wilson's interval of 9 of 10, and of all of 5", () => {
  const most = share([...Array<boolean>(9).fill(true), false])!
  expect([most.mean, most.low, most.high].map((x) => Math.round(x * 1000))).toEqual([900, 596, 982])
  const all = share(Array<boolean>(5).fill(true))!
  expect(all.low).toBeCloseTo(0.5655, 3)
  expect(all.high).toBeCloseTo(1, 6)
})

test('no films give no figure; a single film gives no bounds', () => {
  expect(spread([])).toBeNull()
  expect(share([])).toBeNull()
  expect(spread([4])).toMatchObject({ mean: 4, high: Infinity })
})
