/** How far off an answer is: what must be seen, and what must not count. */
import { expect, test } from 'vitest'
import { errorOf, worstOf, type PackAnswer } from '../../../engine/probe/errors.ts'

const waves = (length: number): Float32Array => Float32Array.from({ length }, (_, i) => Math.sin(i))

test('one wrong number of a thousand is seen by the largest difference', () => {
  const right = waves(1000)
  const answer = right.slice()
  answer[500] = answer[500]! + 0.5
  expect(errorOf(answer, right)).toBeCloseTo(0.5, 2)
})

test('small numbers off beside a large right one are seen by the root mean square', () => {
  const right = waves(100_000)
  right[0] = 100
  const answer = right.map((value, at) => (at === 0 ? value : 1.06 * value))
  expect(errorOf(answer, right)).toBeGreaterThan(0.05)
})

test.each([Number.NaN, Infinity, -Infinity])('%d anywhere is no number', (bad) => {
  const answer = waves(100)
  answer[99] = bad
  expect(errorOf(answer, waves(100))).toBeNaN()
  expect(errorOf(waves(99), waves(100))).toBeNaN()
})

test('a picture may be one of 255 off, which is rounding', () => {
  const right = new Uint8Array(100).fill(200)
  expect(errorOf(right.slice().fill(201, 0, 50), right)).toBe(0)
  expect(errorOf(right.slice().fill(202, 0, 1), right)).toBeCloseTo(1 / 200)
})

test('the worst part is named; numbers that are none in any are told', () => {
  const answer = (off: number): PackAnswer => {
    const [same, other] = [[waves(10)], [waves(10).map((value) => value * (1 + off))]]
    return { text: same, time: same, 'first pass': same, pass: other, memory: same, pictures: [] }
  }
  expect(worstOf(answer(0.1), answer(0))).toMatchObject({ part: 'pass' })
  expect(worstOf(answer(0), answer(0))?.error).toBe(0)
  expect(worstOf(answer(Number.NaN), answer(0))).toBeNull()
  expect(worstOf({ ...answer(0), pass: [] }, answer(0))).toBeNull()
})
