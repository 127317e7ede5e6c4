/** Speed and time left, from chunks and from parts of one. */
import { expect, test } from 'vitest'
import { Rate, shareOf } from '../../main/production/rate.ts'

/** A chunk is a second of film. */
const base = { fps: 12, framesPerLatent: 4, latentsPerChunk: 3 }

test('time left shrinks within a chunk', () => {
  const rate = new Rate(base)
  rate.begin(0)
  expect(rate.chunk(60_000, 4)).toEqual({ framesPerSecond: 0.2, realTime: 1 / 60, remaining: 240 })
  expect(rate.part(75_000, 0.25, 4)?.remaining).toBe(225)
  expect(rate.part(90_000, 0.5, 4)?.remaining).toBe(210)
})

test('the first chunk tells once five seconds of it were seen', () => {
  const rate = new Rate(base)
  rate.begin(1_000)
  expect(rate.part(5_000, 0.1, 3)).toBe(null)
  expect(rate.part(11_000, 0.1, 3)?.remaining).toBe(290)
})

test('what was made before a pause does not count as made after it', () => {
  const rate = new Rate(base)
  rate.begin(0)
  rate.part(30_000, 0.5, 2)
  rate.begin(1_000_000)
  expect(rate.part(1_006_000, 0.5, 2)).toBe(null)
  expect(rate.part(1_006_000, 0.6, 2)?.remaining).toBeCloseTo(84)
})

test('a chunk that begins anew after a restart counts from its beginning', () => {
  const rate = new Rate(base)
  rate.begin(0)
  rate.part(30_000, 0.5, 2)
  rate.begin(100_000)
  expect(rate.part(106_000, 0.1, 2)?.remaining).toBeCloseTo(114)
})

test('decoding and storing count as one more pass', () => {
  expect([0, 2.5, 5].map((step) => shareOf({ step, steps: 5 }))).toEqual([0, 2.5 / 6, 5 / 6])
})
