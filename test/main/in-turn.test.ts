/** Limits how many requests run at once; the others are queued in order. */
import { setImmediate as turn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { InTurn } from '../../main/preload/in-turn.ts'

test('limits concurrency; the rest start in order, also after failures', async () => {
  const commands = new InTurn(3)
  const begun: number[] = []
  const ends: (() => void)[] = []
  const all = Array.from({ length: 50 }, (_, index) =>
    commands.take(async () => {
      begun.push(index)
      await new Promise<void>((end) => ends.push(end))
      if (index % 7 === 0) throw new Error(`no ${index}`)
      return index
    })
  )
  const settled = Promise.allSettled(all)
  for (let ended = 0; ended < 50; ended += 1) {
    await turn()
    expect(begun).toEqual(Array.from({ length: Math.min(50, ended + 3) }, (_, index) => index))
    ends[ended]!()
  }
  expect((await settled).filter(({ status }) => status === 'rejected')).toHaveLength(8)
})
