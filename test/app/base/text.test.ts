/** Texts out of other programs: what can be cleaned is, what cannot be stored is refused to whoever wrote it. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { commandSchema } from '../../../app/contract/commands.ts'
import { parseMessage } from '../../../app/base/parse.ts'
import { writtenNumber } from '../../../app/base/number.ts'
import { cleanText, textFault } from '../../../app/base/text.ts'

describe('a text that is cleaned', () => {
  test.each([
    ['a word processor’s line', 'One\u2028Two\u2029Three', 'One\nTwo\nThree', 0, 0],
    [
      'a page of a script',
      'INT. HOUSE\f\u000bNIGHT\r\nRain\rWind\u0085Snow',
      'INT. HOUSE\n\nNIGHT\nRain\nWind\nSnow',
      0,
      0
    ],
    ['a turned word', 'a \u202Epurple\u202C \u2066cat\u2069', 'a purple cat', 4, 0],
    ['a terminal', '\u001b[1mcat\u0007', '[1mcat', 0, 2],
    ['half an emoji', 'cat \ud83d!', 'cat !', 0, 1],
    ['Arabic with its marks, and a family', '\u200fقطة\u200e 👩‍👧', '\u200fقطة\u200e 👩‍👧', 0, 0]
  ])('of %s', (_from, text, clean, turns, controls) => {
    expect(cleanText(text, { lines: true })).toEqual({ text: clean, turns, controls })
  })

  test('has no line breaks in a one-line field', () => {
    expect(cleanText('One\r\n\tTwo\u2028Three', { lines: false }).text).toBe('One Two Three')
  })

  test('can be stored whatever it was; cleaning it again changes nothing', () => {
    const any = fc.string({ unit: 'binary' }).chain((text) => fc.constantFrom(text, `${text}\u2029\u202e\ud83d`))
    fc.assert(
      fc.property(any, fc.boolean(), (written, lines) => {
        const { text } = cleanText(written, { lines })
        expect(textFault(text, { most: Infinity, lines })).toBeNull()
        expect(cleanText(text, { lines })).toEqual({ text, turns: 0, controls: 0 })
      })
    )
  })
})

describe('what a person wrote and a film cannot hold', () => {
  const edit = (edit: unknown) => ({ type: 'film.edit', session: 1, edit, burst: null })
  const seed = (value: number) => edit({ type: 'setSeed', card: 'a', seed: { value, locked: true } })
  const member = (name: string) => ({ id: 'a', kind: 'character', name, words: 'a cat' })
  test.each([
    ['text.long', edit({ type: 'setText', card: 'a', field: 'prompt', text: 'x'.repeat(2_001) })],
    ['text.hidden', edit({ type: 'setText', card: 'a', field: 'notes', text: 'One\u2028Two' })],
    ['text.hidden', edit({ type: 'setTitle', title: 'One\u000bTwo' })],
    ['text.long', edit({ type: 'setTitle', title: 'x'.repeat(201) })],
    ['text.hidden', edit({ type: 'setMarkers', card: 'a', markers: [{ chunk: 0, frame: 0, text: '\u202e' }] })],
    ['text.hidden', { type: 'prompt.measure', session: 1, prompt: '\u0000' }],
    ['number.range', seed(-1)],
    ['number.range', seed(4.5)],
    ['number.range', seed(1e12)],
    ['number.range', edit({ type: 'setLength', card: 'a', length: 0 })],
    ['cast.name', edit({ type: 'addCastMember', member: member('two words') })]
  ])('is refused as that (%s), not as a message nobody understands', (code, command) => {
    expect(() => parseMessage(commandSchema, command, 'the window')).toThrow(expect.objectContaining({ code }))
  })

  test('is a different failure from a malformed message', () => {
    const broken = edit({ type: 'setText', card: 'a', field: 'prompt', text: 5 })
    expect(() => parseMessage(commandSchema, broken, 'the window')).toThrow(
      expect.objectContaining({ code: 'message.invalid' })
    )
  })
})

test.each([
  ['7', 7],
  [' 42 ', 42],
  ['٧٧', 77],
  ['１２', 12],
  ['४२', 42],
  ['-1', NaN],
  ['1e3', NaN],
  ['4.5', NaN],
  ['0x10', NaN],
  ['1,000', NaN],
  ['', NaN]
])('the number %j is %d', (text, value) => {
  expect(writtenNumber(text)).toBe(value)
})
