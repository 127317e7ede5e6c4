/** A short form of `npm run drill`. */
import { expect, test } from 'vitest'
import { freshFolder } from '../main/kit/fresh-folder.ts'
import { drillBeside } from './beside.ts'
import { drillInput } from './input.ts'
import { drillKills } from './kills/kills.ts'
import { randomOf } from './random.ts'

test('a random log or journal beside a film never becomes part of it', () => {
  const { asStored, faults } = drillBeside(freshFolder(), randomOf(3), 25)
  expect(faults).toEqual([])
  expect(asStored).toBeGreaterThan(10)
})

test('input from outside is accepted or refused quickly, with a reason', async () => {
  const { taken, refused, faults } = await drillInput(randomOf(5), 1500)
  expect(faults).toEqual([])
  expect(Math.min(taken, refused)).toBeGreaterThan(100)
})

test('a film killed while made, edited and copied loses nothing acknowledged', { timeout: 300_000 }, async () => {
  const { lost, acknowledged } = await drillKills(freshFolder(), 11, 4, 'stirring')
  expect(lost).toEqual([])
  expect(acknowledged).toBeGreaterThan(0)
})
