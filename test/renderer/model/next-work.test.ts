// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import type { CardStateName } from '../../../app/plan/state.ts'
import { nextWork } from '../../../renderer/model/next-work.ts'
import type { Shot } from '../../../renderer/model/shots.ts'
import { opened, planned } from '../kit/opened.ts'

const free = { readOnly: false, making: false, waiting: 0 }
/** Shots of two chunks, each in a state and with so much of it made. */
async function shots(...states: readonly CardStateName[]): Promise<Shot[]> {
  const { film } = await opened(planned(...states.map(() => 2)))
  return film.shots.map((shot, at) => ({ ...shot, state: states[at]!, made: states[at] === 'planned' ? 0 : 2 }))
}
const wordless = (shot: Shot): Shot => ({ ...shot, card: { ...shot.card, prompt: ' ' } })

test('is missing shots, then outdated ones, then nothing, with reasons', async () => {
  expect(nextWork(await shots('stale', 'planned'), free)).toEqual({ kind: 'film' })
  const some = await shots('fits', 'stale', 'check', 'stale')
  expect(nextWork(some, free)).toEqual({ kind: 'update', shots: [some[1], some[3]] })
  expect(nextWork(await shots('fits', 'check'), free)).toEqual({ kind: 'nothing', why: 'done' })
  expect(nextWork([], free)).toEqual({ kind: 'nothing', why: 'noShots' })
})

test('excludes queued shots, and is nothing in a read-only film', async () => {
  const missing = await shots('planned')
  const making = { ...free, making: true }
  expect(nextWork(missing, making)).toEqual({ kind: 'film' })
  const busy = missing.map((shot) => ({ ...shot, state: 'queued' as const }))
  expect(nextWork([...busy, ...(await shots('stale'))], making)).toEqual({ kind: 'nothing', why: 'making' })
  expect(nextWork(missing, { ...free, readOnly: true })).toEqual({ kind: 'nothing', why: 'readOnly' })
})

test('is the stored queue before anything else', async () => {
  expect(nextWork(await shots('planned'), { ...free, waiting: 2 })).toEqual({ kind: 'queue', count: 2 })
})

test('leaves out shots without a prompt', async () => {
  const [one, two] = await shots('fits', 'stale')
  const [missing] = await shots('planned')
  expect(nextWork([one!, wordless(missing!)], free)).toEqual({ kind: 'nothing', why: 'noPrompts' })
  expect(nextWork([one!, wordless(two!)], free)).toEqual({ kind: 'nothing', why: 'noPrompts' })
})
