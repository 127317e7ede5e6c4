import { expect, test } from 'vitest'
import { freshFolder } from '../main/kit/fresh-folder.ts'
import { drillAltered } from './altered.ts'

test('altered by a bit or cut short is refused, told, or read as stored', () => {
  const { counts, goingOn, silent } = drillAltered(freshFolder(), 7, 60)
  expect(silent).toEqual([])
  expect(counts.refused).toBeGreaterThan(5)
  expect(goingOn['as stored']).toBeGreaterThan(3)
})
