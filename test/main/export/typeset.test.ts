/** Text as paths, where there is no browser. */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { isTypeset, linesOf, typeset, widthOf } from '../../../app/exchange/letters/typeset.ts'
import { anyText } from '../../app/film/kit/arbitrary.ts'

const widest = widthOf('\u{1f408}W', 20)

test('lines fit, and hold every word in order', () => {
  fc.assert(
    fc.property(anyText(300, true), fc.integer({ min: 40, max: 400 }), (text, width) => {
      const lines = linesOf(text, width, 20, 1000)
      for (const line of lines) expect(widthOf(line, 20)).toBeLessThanOrEqual(Math.max(width, widest))
      const bare = (words: string): string => words.normalize('NFC').replace(/\s/gu, '')
      expect(bare(lines.join(''))).toBe(bare(text))
    })
  )
})

test('more lines than there is room for end in an ellipsis', () => {
  const lines = linesOf('one two three four five six seven eight', 60, 20, 2)
  expect(lines).toHaveLength(2)
  expect(lines[1]!.endsWith('…')).toBe(true)
  expect(widthOf(lines[1]!, 20)).toBeLessThanOrEqual(60)
})

test('digits are equally wide, so a timecode stands still', () => {
  expect(new Set([...'0123456789'].map((digit) => widthOf(digit, 100))).size).toBe(1)
})

test('letters of other scripts are boxes, and known not to be there', () => {
  expect([isTypeset('Grüße, Привет, Γειά'), isTypeset('漢字'), isTypeset('')]).toEqual([true, false, true])
  expect(typeset('漢', 0, 0, 10, '#fff')).toContain('zm70-70')
})
