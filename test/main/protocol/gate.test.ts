/** The gate before `app://`: a page that asks without end does not keep main from its other work. */
import { setImmediate as turn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { limits } from '../../../app/base/limits.ts'
import { Gate } from '../../../main/protocol/gate.ts'

test('answers come in order, one at a time, with other work in between', async () => {
  const gate = new Gate()
  const done: number[] = []
  let underWay = 0
  const all = Array.from({ length: 50 }, (_, number) =>
    gate.pass(async () => {
      underWay += 1
      expect(underWay).toBe(1)
      await Promise.resolve()
      underWay -= 1
      done.push(number)
      return number
    })
  )
  for (let turns = 0; turns < 5; turns += 1) await turn()
  expect(done.length).toBeLessThan(20)
  expect(await Promise.all(all)).toEqual(Array.from({ length: 50 }, (_, number) => number))
  expect(done).toEqual(Array.from({ length: 50 }, (_, number) => number))
})

test('what is asked beyond all sense is refused, and later requests are answered', async () => {
  const gate = new Gate()
  let worked = 0
  const work = (): Promise<string> => {
    worked += 1
    return Promise.resolve('answer')
  }
  const most = 2 * limits.cards + 1 // one is under way
  const flood = await Promise.all(Array.from({ length: most + 30_000 }, () => gate.pass(work)))
  expect(flood.filter((answer) => answer === undefined)).toHaveLength(30_000)
  expect(worked).toBe(most)
  expect(await gate.pass(work)).toBe('answer')
})

test('a request that fails lets the next one in', async () => {
  const gate = new Gate()
  const failing = gate.pass(() => Promise.reject(new Error('gone')))
  const next = gate.pass(() => Promise.resolve('answer'))
  await expect(failing).rejects.toThrow('gone')
  expect(await next).toBe('answer')
})
