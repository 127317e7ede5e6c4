import fc from 'fast-check'
import { expect, test } from 'vitest'
import { broughtForward, type Plain, type Step } from '../../../app/base/versions.ts'

/** Each step notes its name, so that order and number can be seen. */
const steps: Step[] = ['a', 'b', 'c'].map((name) => ({ path = '', ...rest }: Plain) => ({
  ...rest,
  path: `${String(path)}${name}`
}))

test('an older document is upgraded step by step to the newest version', () => {
  expect(broughtForward({ version: 1, title: 'x' }, steps)).toEqual({ version: 4, title: 'x', path: 'abc' })
  expect(broughtForward({ version: 3, path: '' }, steps)).toEqual({ version: 4, path: 'c' })
})

test('current, newer and invalid documents are not changed', () => {
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

test('upgrading in two stages equals upgrading in one', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 3 }), (version, first) => {
      const halfway = broughtForward({ version }, steps.slice(0, first))
      expect(broughtForward(halfway, steps)).toEqual(broughtForward({ version }, steps))
    })
  )
})
