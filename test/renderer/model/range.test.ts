import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { marked, moved, played, startIn, type FrameRange } from '../../../renderer/model/range.ts'

const frames = fc.integer({ min: 1, max: 500 })
const marks = fc.array(fc.tuple(fc.constantFrom('in' as const, 'out' as const), fc.nat()), { maxLength: 8 })

describe('in and out', () => {
  test('are inside the film and ordered; the last one set is exact', () => {
    fc.assert(
      fc.property(frames, marks, (count, all) => {
        let range: FrameRange | null = null
        for (const [end, at] of all) {
          range = marked(range, end, at % count, count)
          expect(end === 'in' ? range.first : range.last).toBe(at % count)
          expect(range.first).toBeGreaterThanOrEqual(0)
          expect(range.last).toBeGreaterThanOrEqual(range.first)
          expect(range.last).toBeLessThan(count)
        }
      })
    )
  })

  test('setting one keeps the other, unless it is on the wrong side', () => {
    const range = { first: 20, last: 60 }
    expect(marked(range, 'in', 30, 100)).toEqual({ first: 30, last: 60 })
    expect(marked(range, 'out', 30, 100)).toEqual({ first: 20, last: 30 })
    expect(marked(range, 'in', 70, 100)).toEqual({ first: 70, last: 99 })
    expect(marked(range, 'out', 10, 100)).toEqual({ first: 0, last: 10 })
  })

  test('are clamped to a shorter film, and dropped when nothing is left', () => {
    expect(played({ first: 20, last: 60 }, 40)).toEqual({ first: 20, last: 39 })
    expect(played({ first: 20, last: 60 }, 20)).toEqual({ first: 0, last: 19 })
    expect(played(null, 40)).toEqual({ first: 0, last: 39 })
  })
})

describe('playing', () => {
  const range = { first: 20, last: 29 }

  test('starts at the playhead, or at the near end when outside or finished', () => {
    expect([0, 20, 25, 29, 90].map((frame) => startIn(range, frame, 1))).toEqual([20, 20, 25, 20, 20])
    expect([0, 20, 25, 29, 90].map((frame) => startIn(range, frame, -2))).toEqual([29, 20, 25, 29, 29])
  })

  test('shows the last frame fully, then stops or loops', () => {
    expect(moved(range, 29, 0.9, false)).toEqual({ exact: 29.9, ended: false })
    expect(moved(range, 29, 1, false)).toEqual({ exact: 29, ended: true })
    expect(moved(range, 29, 1, true)).toEqual({ exact: 20, ended: false })
    expect(moved(range, 20.5, -1, false)).toEqual({ exact: 20, ended: true })
    expect(moved(range, 20.5, -1, true)).toEqual({ exact: 29, ended: false })
  })

  test('never leaves the range, whatever the speed', () => {
    const step = fc.double({ min: -40, max: 40, noNaN: true })
    fc.assert(
      fc.property(frames, fc.nat(), fc.nat(), fc.array(step), fc.boolean(), (count, a, b, steps, loop) => {
        const bounds = marked(marked(null, 'in', a % count, count), 'out', Math.max(a % count, b % count), count)
        let exact = startIn(bounds, a % count, 1)
        for (const by of steps) {
          exact = moved(bounds, exact, by, loop).exact
          expect(Math.floor(exact)).toBeGreaterThanOrEqual(bounds.first)
          expect(Math.floor(exact)).toBeLessThanOrEqual(bounds.last)
        }
      })
    )
  })
})
