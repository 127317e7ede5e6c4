import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Failure } from '../../../app/base/failure.ts'
import { emptyFilm, filmVersion, newCard, shotNumber, type Film } from '../../../app/film/film.ts'
import { limits } from '../../../app/base/limits.ts'
import { isTooLong, readablePrompt, renameMentions, resolvePrompt, unknownNames } from '../../../app/film/prompt.ts'
import { parseFilm } from '../../../app/film/schema.ts'
import { textFault } from '../../../app/base/text.ts'
import { cardId, castId, takeId } from '../../../app/ids.ts'
import { chunk } from '../../../app/time.ts'
import { anyFilm } from './kit/arbitrary.ts'

const cat = { id: castId('c1'), kind: 'character', name: 'cat', words: 'a purple cat' } as const
const card = newCard(cardId('one'), { prompt: 'A cat.' })
const film: Film = { ...emptyFilm('Test'), cards: [card] }

/** A film's JSON with one value replaced. */
function spoiled(path: readonly (string | number)[], value: unknown): unknown {
  const copy = JSON.parse(JSON.stringify(film)) as Record<string | number, unknown>
  let at = copy
  for (const key of path.slice(0, -1)) at = at[key] as typeof copy
  at[path.at(-1)!] = value
  return copy
}

const failureOf = (value: unknown): Failure => {
  try {
    parseFilm(value)
  } catch (error) {
    return error as Failure
  }
  throw new Error('the film was accepted')
}

describe('the film document', () => {
  test('survives JSON exactly', () => {
    fc.assert(
      fc.property(anyFilm(), (any) => {
        expect(parseFilm(JSON.parse(JSON.stringify(any)))).toStrictEqual(any)
      }),
      { seed: 1, numRuns: 300 }
    )
  })

  test.each([
    [['cards', 0, 'prompt'], 'x'.repeat(limits.prompt + 1), 'cards[0].prompt is 2,001 characters long'],
    [
      ['cards', 0, 'prompt'],
      'bell\u0007',
      'cards[0].prompt holds a character that cannot be shown (U+0007, at character 5)'
    ],
    [['cards', 0, 'title'], 'two\nlines', 'cards[0].title holds'],
    [['cards', 0, 'length'], 0, 'cards[0].length'],
    [['cards', 0, 'length'], 3601, 'cards[0].length'],
    [['cards', 0, 'length'], 1.5, 'cards[0].length'],
    [['cards', 0, 'seed', 'value'], -1, 'cards[0].seed.value'],
    [['cards', 0, 'activeTake'], 'nowhere', 'cards[0] shows a take that is not among its takes'],
    [['cards', 0, 'colour'], 'red', 'cards[0].colour'],
    [['cards'], [card, card], 'cards has two cards with one id'],
    [['cast'], [cat, { ...cat, id: 'c2', name: 'CAT' }], 'cast has two members with one name'],
    [['cast'], [{ ...cat, name: 'the cat' }], 'cast[0].name must be one word'],
    [['settings', 'policy'], 'best', 'settings.policy'],
    [['title'], 7, 'title']
  ] as const)('refuses a fault at %j and names its path', (path, value, words) => {
    const failure = failureOf(spoiled(path, value))
    expect(failure.code).toBe('film.invalid')
    expect(failure.cause).toContain(words)
  })

  test('refuses a newer document with its own code', () => {
    expect(failureOf(spoiled(['version'], filmVersion + 1)).code).toBe('film.newer')
  })

  test.each([null, 7, 'film', [], {}])('refuses %j', (value) => {
    expect(failureOf(value).code).toBe('film.invalid')
  })

  test('numbers shots by place unless told otherwise', () => {
    expect(shotNumber(card, 4)).toBe('5')
    expect(shotNumber({ ...card, shot: '12A' }, 4)).toBe('12A')
  })

  test('refuses a duplicate take', () => {
    const use = { take: takeId('t'), from: chunk(0), starred: false }
    expect(failureOf({ ...film, cards: [{ ...card, takes: [use, use] }] }).cause).toContain('names a take twice')
  })
})

describe('text', () => {
  test('takes emoji, every script and right-to-left marks', () => {
    for (const text of ['🐈‍⬛👩‍👩‍👧', 'قطة', 'חתול\u200F', '紫の猫', 'a\tb\nc']) {
      expect(textFault(text, { most: 99, lines: true })).toBeNull()
    }
  })

  test('refuses what hides or reorders text', () => {
    for (const text of ['\u0000', '\u001b[31m', '\u007f', '\u202e', '\u2066', '\u2028', '\ud800', 'a\rb']) {
      expect(textFault(text, { most: 99, lines: true })).toContain('cannot be shown')
    }
  })
})

describe('the cast', () => {
  const cast = [cat, { id: castId('c2'), kind: 'place', name: 'Forêt', words: 'a dark forest, with @cat' } as const]
  const resolve = (prompt: string) => resolvePrompt({ cast }, { prompt })

  test('inserts words for names, whatever the case or composition', () => {
    expect(resolve("@cat's friend meets @CAT in @fore\u0302t.")).toBe(
      "a purple cat's friend meets a purple cat in a dark forest, with @cat."
    )
  })

  test('leaves addresses, unknown names and longer names alone', () => {
    expect(resolve('me@cat.org, @dog and @cats-')).toBe('me@cat.org, @dog and @cats-')
    expect(unknownNames({ cast }, { prompt: 'me@cow.org @dog, @cat, @cats-, @dog' })).toEqual(['dog', 'cats'])
  })

  test('inserts words literally', () => {
    const odd = [{ ...cat, words: "$& $1 a '$`' cat" }]
    expect(resolvePrompt({ cast: odd }, { prompt: '@cat!' })).toBe("$& $1 a '$`' cat!")
  })

  test.each([
    ['A.\n"@cat" (@cat)', 'A.\n"A purple cat" (a purple cat)'],
    ['@cat? — @cat!”  @cat', 'A purple cat? — a purple cat!”  A purple cat'],
    ['It waits… (@cat). e.g. @cat', 'It waits… (A purple cat). e.g. A purple cat'],
    ['  «@cat', '«A purple cat'],
    ['sees:\t@cat\u00a0', 'sees:\ta purple cat'],
    ['sees\n \t@cat', 'sees\n \tA purple cat']
  ])('begins a sentence with a capital: %j', (prompt, read) => {
    expect(readablePrompt({ cast }, { prompt })).toBe(read)
  })

  test.each([
    ['blanks', (length: number) => `a${' '.repeat(length)}@cat`],
    ['line ends', (length: number) => `a.${'\u2028'.repeat(length)}@cat`],
    ['names', (length: number) => '@cat '.repeat(length / 100)],
    ['quotation marks', (length: number) => `a${'"'.repeat(length)}@cat`]
  ])('is expanded in linear time: %s', (_, prompt) => {
    const start = performance.now()
    readablePrompt({ cast }, { prompt: prompt(300_000) })
    expect(performance.now() - start).toBeLessThan(5000) // by squares it took minutes
  })

  test('leaves a prompt unexpanded that would exceed the limit', () => {
    const long = [{ ...cat, words: 'a cat '.repeat(80) }]
    const [most, more] = [{ prompt: '@cat '.repeat(41) }, { prompt: '@cat '.repeat(43) }]
    expect(isTooLong({ cast: long }, most)).toBe(false)
    expect(resolvePrompt({ cast: long }, most).length).toBeGreaterThan(limits.promptWithCast - 500)
    expect(isTooLong({ cast: long }, more)).toBe(true)
    expect(resolvePrompt({ cast: long }, more)).toBe(more.prompt.trim())
    expect(readablePrompt({ cast: long }, more)).toBe(more.prompt.trim())
    expect(isTooLong({ cast: long }, { prompt: '@ '.repeat(limits.prompt / 2) })).toBe(false)
  })

  test('renames mentions', () => {
    expect(renameMentions('@cat, @Cat and @cats', 'cat', 'Mia')).toBe('@Mia, @Mia and @cats')
  })
})
