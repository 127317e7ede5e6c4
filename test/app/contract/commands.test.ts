/** Lists are counted where they enter, before one of their items is looked at. */
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { few } from '../../../app/base/fields.ts'
import { limits } from '../../../app/base/limits.ts'
import { commandSchema } from '../../../app/contract/commands.ts'
import { newCard } from '../../../app/film/film.ts'
import { cardId, castId } from '../../../app/ids.ts'

const ids = (count: number): string[] => Array.from({ length: count }, (_, at) => `card-${at}`)
const card = newCard(cardId('a'), { prompt: 'A cat.' })
const member = { id: castId('c'), kind: 'character', name: 'cat', words: 'a cat' }
const edit = (rest: object): object => ({ type: 'film.edit', session: 1, burst: null, edit: rest })
const bring = (rest: object): object => ({
  ...{ type: 'cards.bring', session: 1, sketches: [] },
  ...{ edit: { type: 'bringCards', at: 0, cards: [card], cast: [] }, ...rest }
})

/** Every command with a list, with so many items in it. */
const lists: readonly (readonly [string, number, (count: number) => object])[] = [
  ['making.order', limits.cards, (count) => ({ type: 'making.order', session: 1, cards: ids(count) })],
  [
    'film.generate',
    limits.cards,
    (count) => ({ type: 'film.generate', session: 1, request: { kind: 'cards', cards: ids(count), ripple: false } })
  ],
  [
    'film.lastView',
    limits.cards,
    (count) => ({ type: 'film.lastView', session: 1, view: { frame: 0, cards: ids(count), lead: null } })
  ],
  ['removeCards', limits.cards, (count) => edit({ type: 'removeCards', cards: ids(count) })],
  ['duplicateCards', limits.cards, (count) => edit({ type: 'duplicateCards', cards: ids(1), copies: ids(count) })],
  ['setPolicy', limits.cards, (count) => edit({ type: 'setPolicy', cards: ids(count), policy: null })],
  ['addCards', limits.cards, (count) => edit({ type: 'addCards', at: 0, cards: Array(count).fill(card) })],
  ['pasteCards', limits.cards, (count) => edit({ type: 'pasteCards', at: 0, cards: Array(count).fill(card) })],
  [
    'cards.bring',
    limits.cards,
    (count) => bring({ edit: { type: 'bringCards', at: 0, cards: Array(count).fill(card), cast: [] } })
  ],
  [
    'cast of cards.bring',
    limits.cast,
    (count) => bring({ edit: { type: 'bringCards', at: 0, cards: [card], cast: Array(count).fill(member) } })
  ],
  ['sketches of cards.bring', limits.cards, (count) => bring({ sketches: Array(count).fill(new Uint8Array(9)) })]
]

test.each(lists)('a command limits its lists: %s', (_, most, command) => {
  expect(v.safeParse(commandSchema, command(most)).success).toBe(true)
  const { issues } = v.safeParse(commandSchema, command(most + 1), { abortEarly: true })
  expect(issues?.[0]).toMatchObject({ type: 'max_length', requirement: most })
})

test('sketches of over a gigabyte in total are refused', () => {
  const sketch = new Uint8Array(limits.sketchBytes)
  const count = limits.broughtSketches / limits.sketchBytes
  expect(v.safeParse(commandSchema, bring({ sketches: Array(count).fill(sketch) })).success).toBe(true)
  expect(v.safeParse(commandSchema, bring({ sketches: Array(count + 1).fill(sketch) })).success).toBe(false)
})

test('a list that is too long is refused before its items are parsed', () => {
  let looked = 0
  const item = v.pipe(
    v.string(),
    v.check(() => (looked += 1) > 0)
  )
  expect(v.safeParse(few(item, 3), ['a', 'b', 'c', 'd']).success).toBe(false)
  expect(looked).toBe(0)
  expect(v.safeParse(few(item, 3), ['a', 'b', 'c']).success).toBe(true)
  expect(looked).toBe(3)
})
