// @vitest-environment happy-dom
/** What the window calls things, and words that it never uses. */
import { expect, test } from 'vitest'
import type { CardState } from '../../../app/plan/state.ts'
import { languages } from '../../../renderer/strings/strings.svelte.ts'
import { en } from '../../../renderer/strings/en.ts'

const all = Object.entries(languages)

/** Every text of a language; of a text with parts, its source. */
const textsOf = (value: unknown): readonly string[] =>
  typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [String(value)]

test.each(all)('a shot after another memory is never said to be the same (%s)', (_, texts) => {
  for (const identities of [0, 0.5, 0.99, 0.999, 1])
    for (const code of ['memory-close', 'memory-far'] as const) {
      const distance = { identities } as NonNullable<CardState['distance']>
      expect(texts.reasons[code]({ distance, made: 1 } as CardState)).not.toMatch(/%|\d|same|gleich/i)
    }
})

test.each(all)('no jargon of the program on the surface (%s)', (_, texts) => {
  const surface = Object.entries(texts).filter(([part]) => part !== 'failures')
  const jargon = /\bripple\b|\bvotes?\b|manifest\.json|× (?:real|echt)/i
  expect(textsOf(surface).filter((text) => jargon.test(text))).toEqual([])
})

test('things have the names that artists asked for', () => {
  const state = { distance: {} } as CardState
  const codes = ['same-memory', 'memory-far', 'wishes-changed'] as const
  expect(codes.map((code) => en.reasons[code](state))).toEqual([
    ...['Matches the shots before it.', 'Made before the earlier shots changed.'],
    'Memory choices changed after it was made.'
  ])
  expect(textsOf(en)).toEqual(
    expect.arrayContaining(['Remake from here on', 'Retry the last second', 'Side by side', 'Looks fine'])
  )
  expect(textsOf(en).some((text) => text.startsWith('No dialogue yet.'))).toBe(true)
})
