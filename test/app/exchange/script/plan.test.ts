/** Shots from a script: lengths estimated from words, long texts split, numbers unique. */
import { describe, expect, test } from 'vitest'
import { divided } from '../../../../app/exchange/script/divided.ts'
import { estimated, wordsIn } from '../../../../app/exchange/script/estimate.ts'
import { limits } from '../../../../app/base/limits.ts'
import { leftOf, read } from './kit/samples.ts'

describe('a length', () => {
  test.each([
    ['a fifth of a second a word seen, and a half', 'A cat waits in the rain.', '', 1.7],
    ['three tenths a word said, and one; who says it is not said', '', 'MIA: Wait for me, please!', 2.2],
    ['both', 'A cat.', 'MIA: No.', 2.2],
    ['nothing', '', '', 0]
  ])('%s', (_name, action, dialogue, length) => expect(estimated(action, dialogue)).toBeCloseTo(length))

  test('without spaces between words, two characters count as one word', () => {
    expect([wordsIn('猫が歩く'), wordsIn('It’s a 2nd cat'), wordsIn('Кошка спит')]).toEqual([2, 4, 2])
  })

  test('is at least one second, and marked as estimated', () => {
    const { shots } = read('a.txt', 'Rain.\n\nSnow.')
    expect(shots.map(({ estimated, card }) => [card.length, estimated])).toEqual([
      [1, true],
      [1, true]
    ])
  })

  test('over the limit is clamped and reported', () => {
    const script = read('a.csv', 'Prompt,Length\nA cat.,90:00:00\n')
    expect(script.film.cards[0]!.length).toBe(limits.cardChunks)
    expect(leftOf(script)).toEqual({ length: 1 })
  })
})

describe('texts longer than a shot may have', () => {
  const sentence = 'A cat walks through the rain. '

  test('are continued in another shot; no word is lost', () => {
    const action = sentence.repeat(150).trim()
    const script = read('a.fountain', `INT. HILL\n\n${action}\n\nMIA\n${'No. '.repeat(700)}\n`)
    expect(script.film.cards).toHaveLength(3)
    expect(script.film.cards.map(({ prompt }) => prompt).join(' ')).toBe(action)
    expect(
      script.film.cards
        .map(({ dialogue }) => dialogue)
        .join(' ')
        .match(/No\./g)
    ).toHaveLength(700)
    expect(script.film.cards.every(({ prompt }) => prompt.endsWith('.'))).toBe(true)
    expect(leftOf(script)).toEqual({ divided: 1 })
  })

  test('are split at words if there is no sentence, never within a character', () => {
    expect(divided('aaa bbb ccc', 8)).toEqual(['aaa bbb', 'ccc'])
    expect(divided('😀😀😀', 3)).toEqual(['😀', '😀', '😀'])
    expect(divided('  ', 5)).toEqual([])
  })
})

describe('numbers', () => {
  test('follow those of the scenes, without I and O', () => {
    const { film } = read('a.fountain', `INT. HILL #7#\n\n${'A cat.\n\n'.repeat(27)}`)
    const numbers = film.cards.map(({ shot }) => shot)
    expect(numbers.slice(0, 3)).toEqual(['7', '7A', '7B'])
    expect([numbers[8], numbers[9], numbers[25], numbers[26]]).toEqual(['7H', '7J', '7AA', '7AB'])
  })

  test('duplicate numbers stay with the first shot', () => {
    const { film } = read('a.csv', 'Shot,Prompt\n1,A cat.\n1,A dog.\n')
    expect(film.cards.map(({ shot }) => shot)).toEqual(['1', ''])
  })
})

test.each([
  ['INT. KITCHEN - NIGHT', 'KITCHEN', 'night'],
  ['INT./EXT. CAR – DAY', 'CAR', 'day'],
  ['EXT. BARN - HAYLOFT - DUSK', 'BARN - HAYLOFT', 'dusk'],
  ['INNEN. KÜCHE - NACHT', 'KÜCHE', 'night'],
  ['EXT. HILL - LATER', 'HILL', null],
  ['EXT. HILL - CONSTRUCTOR', 'HILL', null],
  ['EXT. HILL', 'HILL', null],
  ['.THE END', '', null]
] as const)('the heading %s says place and time', (heading, place, time) => {
  const { film } = read('a.fountain', `${heading}\n\nA cat.\n\nA dog.\n`)
  for (const { language } of film.cards) expect([language.place, language.time]).toEqual([place, time])
})

test('a heading of blanks is read in linear time', () => {
  const start = performance.now()
  read('a.fountain', `INT. A${' '.repeat(1_000_000)}B\n\nA cat.\n`)
  expect(performance.now() - start).toBeLessThan(20_000) // by squares it took hours
})

test('scenes of equal names stay separate, and equal on all of their shots', () => {
  const heading = 'INT. BARN - NIGHT'
  const { film } = read(
    'a.fountain',
    `${heading}\n\nA cat.\n\nA dog.\n\nEXT. HILL\n\nAn owl.\n\n${heading}\n\nA fox.\n`
  )
  const [first, , hill, again] = film.cards.map(({ scene }) => scene)
  expect(film.cards[1]!.scene).toEqual(first)
  expect([first, hill, again].map((scene) => [scene?.name, scene?.colour])).toEqual([
    [heading, 'sky'],
    ['EXT. HILL', 'red'],
    [heading, 'green']
  ])
  expect(again!.id).not.toBe(first!.id)
})

test('more shots than a film can have are refused', () => {
  const most = { code: 'text.many', facts: { most: limits.cards } }
  const shots = limits.cards + 1
  expect(() => read('a.fountain', 'A cat.\n\n'.repeat(shots))).toThrow(expect.objectContaining(most))
  expect(() => read('a.csv', `Prompt\n${'A cat.\n'.repeat(shots)}`)).toThrow(expect.objectContaining(most))
  const boards = JSON.stringify({ boards: Array.from({ length: shots }, () => ({})) })
  expect(() => read('a.storyboarder', boards)).toThrow(expect.objectContaining(most))
})
