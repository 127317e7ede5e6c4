/** The queue as a list: what is asked for is added once, moved, taken out, and never touches what is being made. */
import { describe, expect, test } from 'vitest'
import { cardId } from '../../../app/ids.ts'
import { reordered, withAsked, withHalf, withInstead, withoutWaiting } from '../../../app/plan/queue.ts'
import type { Want } from '../../../app/plan/want.ts'

const want = (card: string): Want => ({ kind: 'take', card: cardId(card), seed: 1, reason: 'asked' })
const [one, two, three] = ['one', 'two', 'three'].map(want) as [Want, Want, Want]
const queue = [one, two, three]
const cards = (of: readonly Want[]): readonly string[] => of.map(({ card }) => card)

describe('while the first is being made', () => {
  test('another request is added behind, no shot twice', () => {
    const asked = withAsked(queue, one, { kind: 'film' }, [want('two'), want('four')])
    expect(cards(asked)).toEqual(['one', 'two', 'three', 'four'])
  })

  test('it may be asked for once more itself', () => {
    const request = { kind: 'cards', cards: [one.card], ripple: false } as const
    expect(cards(withAsked(queue, one, request, [want('one')]))).toEqual(['one', 'two', 'three', 'one'])
  })

  test('from here on: those that follow are made behind it, in order', () => {
    const request = { kind: 'cards', cards: [two.card], ripple: true } as const
    const wants = [want('two'), want('three')]
    expect(cards(withAsked([one, three, two], one, request, wants))).toEqual(['one', 'two', 'three'])
  })

  test('the others are reordered, and it stays first', () => {
    expect(cards(reordered(queue, one, [three.card, two.card]))).toEqual(['one', 'three', 'two'])
    expect(cards(reordered(queue, one, [three.card, cardId('gone'), one.card]))).toEqual(['one', 'three', 'two'])
  })

  test('another is taken out, it is not', () => {
    expect(cards(withoutWaiting(queue, one, two.card))).toEqual(['one', 'three'])
    expect(withoutWaiting(queue, one, one.card)).toEqual(queue)
  })

  test('a half of a waiting shot is made behind the other half', () => {
    expect(cards(withHalf(queue, one, two.card, want('half')))).toEqual(['one', 'two', 'half', 'three'])
    expect(withHalf(queue, one, one.card, want('half'))).toEqual(queue)
  })
})

test('what is made is taken out, or replaced by its rest', () => {
  expect(cards(withInstead(queue, one, null))).toEqual(['two', 'three'])
  expect(cards(withInstead(queue, two, want('rest')))).toEqual(['one', 'rest', 'three'])
  expect(withInstead(queue, want('one'), null)).toEqual(queue) // another request for the same shot
})
