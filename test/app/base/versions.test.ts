import fc from 'fast-check'
import { expect, test } from 'vitest'
import { broughtForward, type Plain, type Step } from '../../../app/base/versions.ts'

/** Each step notes its name, so that order and number can be seen. */
const steps: Step[] = ['a', 'b', 'c'].map((name) => ({ path = '', ...rest }: Plain) => ({
  ...rest,
  path: `${String(path)}${name}`
}))

test('a document goes through every step from its version on, and says the newest', () => {
  expect(broughtForward({ version: 1, title: 'x' }, steps)).toEqual({ version: 4, title: 'x', path: 'abc' })
  expect(broughtForward({ version: 3, path: '' }, steps)).toEqual({ version: 4, path: 'c' })
})

test('what is new, newer, or no document stays what it is', () => {
  for (const value of [
    { version: 4 },
    { version: 9 },
    { version: 0 },
    { version: 1.5 },
    { version: '1' },
    {},
    null,
    [],
    'x'
  ])
    expect(broughtForward(value, steps)).toBe(value)
})

test('reading a document in two sittings is reading it in one', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 3 }), (version, first) => {
      const halfway = broughtForward({ version }, steps.slice(0, first))
      expect(broughtForward(halfway, steps)).toEqual(broughtForward({ version }, steps))
    })
  )
})
