import fc from 'fast-check'
import { expect, test } from 'vitest'
import { droppedAt, movedTo, slidBy } from '../../../renderer/shell/queue-order.ts'

test('a row lands where it was dropped, clamped to the list', () => {
  expect([0.4, 0.6, -0.6, 9, -9].map((rows) => droppedAt(2, rows, 5))).toEqual([2, 3, 1, 4, 0])
})

test('rows shift exactly to their final places', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9 }), fc.nat(), fc.nat(), (count, one, other) => {
      const [from, to] = [one % count, other % count]
      const list = Array.from({ length: count }, (_, at) => at)
      const moved = movedTo(list, from, to)
      expect(moved[to]).toBe(from)
      for (const at of list) if (at !== from) expect(moved[at + slidBy(at, from, to)]).toBe(at)
    })
  )
})
