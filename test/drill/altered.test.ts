import { expect, test } from 'vitest'
import { freshFolder } from '../main/kit/fresh-folder.ts'
import { drillAltered } from './altered.ts'

test('a film with a flipped bit or cut short is refused, reported or intact', () => {
  const { counts, goingOn, heard, silent } = drillAltered(freshFolder(), 7, 60)
  expect(silent).toEqual([])
  expect(counts.refused).toBeGreaterThan(5)
  expect(heard.told).toBeGreaterThan(2)
  expect(goingOn['as stored']).toBeGreaterThan(3)
})
