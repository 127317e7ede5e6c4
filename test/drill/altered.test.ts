import { expect, test } from 'vitest'
import { freshFolder } from '../main/kit/fresh-folder.ts'
import { drillAltered } from './altered.ts'

test('of files altered by a bit or cut short each is refused, told, or read as it was stored', () => {
  const { counts, goingOn, silent } = drillAltered(freshFolder(), 7, 60)
  expect(silent).toEqual([])
  expect(counts.refused).toBeGreaterThan(5)
  expect(goingOn['as stored']).toBeGreaterThan(3)
})
