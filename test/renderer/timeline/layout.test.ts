import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cardId } from '../../../app/ids.ts'
import { edgePull, gapStart, insertionAt, inView, layOut, type CardLength } from '../../../renderer/timeline/layout.ts'

const lengths = fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 30 })
const cardsOf = (all: readonly number[]): CardLength[] =>
  all.map((length, index) => ({ id: cardId(`c${index}`), length }))
const film = lengths.map(cardsOf)

describe('the row of cards', () => {
  test('has no gaps and keeps the order', () => {
    fc.assert(
      fc.property(film, (cards) => {
        let end = 0
        for (const [index, placed] of layOut(cards).entries()) {
          expect(placed).toEqual({ ...cards[index], start: end })
          end += placed.length
        }
      })
    )
  })

  test('opens a gap exactly where dragged cards would land', () => {
    const held = fc.tuple(film, fc.nat(), fc.array(fc.nat(29)), fc.integer({ min: 1, max: 40 }))
    fc.assert(
      fc.property(held, ([cards, place, taken, length]) => {
        const ids = new Set(taken.flatMap((index) => cards[index]?.id ?? []))
        const gap = { taken: ids, at: place % (cards.length + 1), length }
        const from = gapStart(cards, gap)
        let end = 0
        for (const placed of layOut(cards, gap)) {
          expect(placed.start - end).toBe(end === from && placed.start !== end ? length : 0)
          expect(placed.start < from || placed.start >= from + length).toBe(true)
          expect(ids.has(placed.id)).toBe(false)
          end = placed.start + placed.length
        }
      })
    )
  })
})

describe('where a drop lands', () => {
  test('is before the first card whose middle is later', () => {
    const cards = cardsOf([4, 2, 6]) // middles at 2, 5, 9
    const at = (time: number): number => insertionAt(cards, new Set(), time)
    expect([0, 1.9, 2, 4.9, 5, 8.9, 9, 99].map(at)).toEqual([0, 0, 1, 1, 2, 2, 3, 3])
  })

  test('ignores dragged cards', () => {
    const cards = cardsOf([4, 2, 6])
    expect(insertionAt(cards, new Set([cardId('c0')]), 0.5)).toBe(1)
    expect(insertionAt(cards, new Set([cardId('c0')]), 1.5)).toBe(2)
  })
})

describe('the edges of the view', () => {
  test('scroll faster towards the edge, and not in between', () => {
    expect([0, 24, 48, 500, 952, 976, 1000, 1400].map((x) => edgePull(x, 0, 1000))).toEqual([
      -1, -0.5, 0, 0, 0, 0.5, 1, 1
    ])
  })
})

describe('what is drawn', () => {
  test('is every card that overlaps the viewport', () => {
    const view = fc.tuple(
      film,
      fc.double({ min: 0, max: 400, noNaN: true }),
      fc.double({ min: 0.1, max: 200, noNaN: true })
    )
    fc.assert(
      fc.property(view, ([cards, from, width]) => {
        const placed = layOut(cards)
        const end = placed.reduce((sum, { length }) => sum + length, 0)
        const [first, last] = inView(
          placed.map(({ start }) => start),
          end,
          from,
          from + width
        )
        const touching = placed.filter(({ start, length }) => start < from + width && start + length > from)
        expect(placed.slice(first, last)).toEqual(touching)
      })
    )
  })
})
