import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { waking } from '../../../main/desk/making.ts'
import { Paces } from '../../../main/desk/pace.ts'
import { freshFolder } from '../kit/fresh-folder.ts'

const at = (made: number, realTime: number) => ({
  ...waking,
  made,
  speed: { realTime, framesPerSecond: 1, remaining: 1 }
})

test('the pace is measured at each chunk, by model and device, and kept', () => {
  const file = join(freshFolder(), 'paces.json')
  let key = 'model cpu'
  const paces = new Paces(file, () => key)
  paces.hear(waking)
  expect(paces.now).toBeNull()
  for (const [made, realTime] of [
    [1, 0.5],
    [1, 0.5],
    [2, 0.25]
  ] as const)
    paces.hear(at(made, realTime))
  expect(paces.now).toBeNull() // two chunks say too little
  paces.hear(null)
  paces.hear(at(1, 0.4)) // of the next run
  expect(paces.now).toEqual({ low: 2, high: 4 })
  expect(new Paces(file, () => key).now).toEqual({ low: 2, high: 4 })
  key = 'model gpu'
  expect(paces.now).toBeNull()
})

test('only late measurements count, and an invalid file is none', () => {
  const file = join(freshFolder(), 'paces.json')
  writeFileSync(file, '{"a":["x"]}')
  const paces = new Paces(file, () => 'a')
  for (let made = 1; made <= 40; made++) paces.hear(at(made, made <= 8 ? 0.1 : 1))
  expect(paces.now).toEqual({ low: 1, high: 1 })
})
