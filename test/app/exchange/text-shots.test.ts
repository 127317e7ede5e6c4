/** Text from anywhere becomes shots: what is copied here and pasted as text is the same plan again. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { filmOfText, promptsOf } from '../../../app/exchange/text-shots.ts'
import { limits } from '../../../app/base/limits.ts'
import { chunk } from '../../../app/time.ts'

const base = { fps: 12, framesPerLatent: 4, latentsPerChunk: 3 }
const idOf = (index: number): string => `card-${index}`
const film = (text: string) => filmOfText(text, base, chunk(3), idOf)

describe('shots of a text', () => {
  test.each<[string, string, readonly string[]]>([
    ['a line each', 'A cat waits.\nA dog comes.\n', ['A cat waits.', 'A dog comes.']],
    ['a paragraph each', 'A cat waits.\nIt rains.\r\n \r\nA dog comes.', ['A cat waits.\nIt rains.', 'A dog comes.']],
    ['paragraphs of a word processor', 'A cat.\u2029\u2029A dog.', ['A cat.', 'A dog.']],
    ['a list', '• A cat.\n• A dog.', ['A cat.', 'A dog.']],
    ['a numbered list', '1. A cat.\n2) A dog.\n10. An owl.', ['A cat.', 'A dog.', 'An owl.']],
    ['a number that is meant', '3. A cat.\nA dog.', ['3. A cat.', 'A dog.']],
    ['one line', '  قطة تمشي ', ['قطة تمشي']]
  ])('%s', (_kind, text, prompts) => {
    expect(promptsOf(text)).toEqual(prompts)
    expect(film(text).cards.map(({ prompt, length }) => [prompt, length])).toEqual(prompts.map((each) => [each, 3]))
  })

  test('are limited to one more than a film may have', () => {
    expect(film('A cat.\n'.repeat(200_000)).cards).toHaveLength(limits.cards + 1)
  })

  test('are those of a shot list, where it is one', () => {
    const { cards, cast } = film(
      '@mia = a cat\n\n## Meeting (2 s, seed 7)\n@mia waits.\n\n## Parting (3 s)\n> notes: slowly'
    )
    expect(cards.map(({ title, prompt, notes }) => [title, prompt, notes])).toEqual([
      ['Meeting', '@mia waits.', ''],
      ['Parting', '', 'slowly']
    ])
    expect(cast).toMatchObject([{ name: 'mia', words: 'a cat' }])
  })

  test('report faults of a shot list, and empty text', () => {
    expect(() => film('## Meeting (seven seconds)')).toThrow(/Line 1/)
    expect(film(' \n\u202e ').cards).toEqual([])
  })

  test('contain every word of any text once', () => {
    const line = fc.string({ unit: fc.constantFrom('a', 'é', '猫', ' ', '.', '-') })
    fc.assert(
      fc.property(fc.array(fc.tuple(line, fc.constantFrom('\n', '\n\n', '\r\n', '\u2028'))), (parts) => {
        const text = parts.flat().join('')
        const bare = (words: string): string => words.replace(/[\s-]/g, '')
        expect(bare(promptsOf(text).join(''))).toBe(bare(text))
      })
    )
  })
})
