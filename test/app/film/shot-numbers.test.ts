/** Shot numbers that stay: which number a shot gets between two others. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { apply } from '../../../app/edits/apply.ts'
import type { Edit } from '../../../app/edits/edit.ts'
import { limits } from '../../../app/base/limits.ts'
import { emptyFilm, newCard, shotNumber, type Film } from '../../../app/film/film.ts'
import { areLocked, numberedAt, withNumbers } from '../../../app/film/shot-numbers.ts'
import { cardId } from '../../../app/ids.ts'
import { chunk } from '../../../app/time.ts'

const card = (shot: string, id = `card ${shot}`) => newCard(cardId(id), { shot, length: chunk(2) })
const film = (...shots: string[]): Film => ({
  ...emptyFilm('Film'),
  cards: shots.map((shot, index) => card(shot, String(index)))
})
/** The number of a shot that comes in before the one at `at`. */
const put = (at: number, ...shots: string[]) => numberedAt([card('', 'new')], film(...shots).cards, at)[0]!.shot
const shown = ({ cards }: Film) => cards.map(shotNumber)
const edited = (before: Film, ...edits: Edit[]): Film => edits.reduce((now, edit) => apply(now, edit).film, before)

describe('a shot that comes in', () => {
  test.each([
    [1, ['12', '13'], '12A'],
    [2, ['12', '12A', '13'], '12B'],
    [1, ['12', '12A', '13'], 'A12A'],
    [2, ['12', 'A12A', '12A'], 'B12A'],
    [1, ['12', 'A12A', '12A'], 'AA12A'],
    [1, ['12', '12B', '13'], '12A'],
    [1, ['12', '13', '12A'], '12B'],
    [1, ['12H', '13'], '12J'],
    [1, ['12Z', '13'], '12AA'],
    [0, ['1', '2'], 'A1'],
    [0, ['A1', '1'], 'AA1'],
    [1, ['A1', '1'], 'B1'],
    [1, ['SH010', 'SH020'], 'SH010A'],
    [1, ['Opening', '2'], 'OpeningA']
  ] as const)('before index %i of %j is %s', (at, shots, number) => expect(put(at, ...shots)).toBe(number))

  test.each([
    [['1', '2'], '3'],
    [['1', '2', '12A'], '13'],
    [['1', '3', '2'], '4'],
    [['SH010', 'SH099'], 'SH100'],
    [['Opening'], 'Opening 2']
  ] as const)('behind %j is %s', (shots, number) => expect(put(shots.length, ...shots)).toBe(number))

  test('has no number of its own where a shot has none, or there is no shot', () => {
    expect(put(1, '1', '')).toBe('')
    expect(put(0)).toBe('')
  })

  test('keeps its own number, unless another shot has it', () => {
    const [own, other] = numberedAt([card('40'), card('2')], film('1', '2').cards, 1)
    expect([own!.shot, other!.shot]).toEqual(['40', '40A'])
  })

  test('always gets a free number that fits', () => {
    const number = fc.string({ minLength: 1, maxLength: limits.shot, unit: fc.constantFrom(...'1290AZab é.') })
    fc.assert(
      fc.property(
        fc.uniqueArray(number, { minLength: 1, maxLength: 12 }),
        fc.array(fc.nat(), { maxLength: 40 }),
        (shots, places) => {
          let cards = film(...shots).cards
          for (const [index, place] of places.entries()) {
            const at = place % (cards.length + 1)
            cards = cards.toSpliced(at, 0, ...numberedAt([card('', `new ${index}`)], cards, at))
          }
          const numbers = cards.map(({ shot }) => shot)
          expect(new Set(numbers).size).toBe(numbers.length)
          for (const shot of numbers) expect(shot.length > 0 && shot.length <= limits.shot).toBe(true)
        }
      )
    )
  })
})

describe('locked numbers', () => {
  test('are those that are shown, each once', () => {
    expect(withNumbers(film('', '', '7A', '').cards).map(({ shot }) => shot)).toEqual(['1', '2', '7A', '4'])
    expect(withNumbers(film('3', '', '', '').cards).map(({ shot }) => shot)).toEqual(['3', '2', '4', '5'])
    expect(areLocked(withNumbers(film('', '').cards))).toBe(true)
  })

  test('stay while shots are added, copied, split, moved and removed', () => {
    const locked = edited(film('', '', '', ''), { type: 'lockNumbers' })
    const [one, two, three, four] = locked.cards.map(({ id }) => id)
    expect(shown(edited(locked, { type: 'addCards', at: 2, cards: [card('', 'a'), card('', 'b')] }))).toEqual([
      ...['1', '2', '2A', '2B', '3', '4']
    ])
    expect(shown(edited(locked, { type: 'pasteCards', at: 4, cards: [card('', 'a')] }))).toEqual([
      '1',
      '2',
      '3',
      '4',
      '5'
    ])
    expect(
      shown(edited(locked, { type: 'duplicateCards', cards: [one!, two!], copies: [cardId('a'), cardId('b')] }))
    ).toEqual([...['1', '2', '2A', '2B', '3', '4']])
    expect(shown(edited(locked, { type: 'splitCard', card: three!, at: chunk(1), id: cardId('half') }))).toEqual([
      ...['1', '2', '3', '3A', '4']
    ])
    expect(shown(edited(locked, { type: 'moveCards', cards: [four!], to: 0 }))).toEqual(['4', '1', '2', '3'])
    const removed = edited(locked, { type: 'removeCards', cards: [two!] })
    expect(shown(removed)).toEqual(['1', '3', '4'])
    expect(shown(edited(removed, { type: 'addCards', at: 1, cards: [card('', 'a')] }))).toEqual(['1', '1A', '3', '4'])
  })

  test('are counted again, typed ones too', () => {
    expect(shown(edited(film('12', '12A', 'x'), { type: 'countNumbers' }))).toEqual(['1', '2', '3'])
  })
})
