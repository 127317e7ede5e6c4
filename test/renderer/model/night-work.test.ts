// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import type { CardStateName } from '../../../app/plan/state.ts'
import { forecast, nightWork } from '../../../renderer/model/night-work.ts'
import type { Shot } from '../../../renderer/model/shots.ts'
import { duration } from '../../../renderer/strings/numbers.ts'
import { opened, planned } from '../kit/opened.ts'

/** Shots of four chunks, each in a state and with so much of it made. */
async function shots(...some: readonly (readonly [CardStateName, made: number])[]): Promise<Shot[]> {
  const { film } = await opened(planned(...some.map(() => 4)))
  return film.shots.map((shot, at) => ({ ...shot, state: some[at]![0], made: some[at]![1] }))
}

test('a night makes what is missing and what is outdated', async () => {
  const all = await shots(['planned', 0], ['partial', 1], ['stale', 2], ['stale', 4], ['fits', 4], ['check', 4])
  expect(nightWork(all, 0.5)).toEqual({
    missing: { shots: 3, seconds: (4 + 3 + 4) * 0.5 },
    outdated: { shots: 1, seconds: 2 },
    unwritten: 0
  })
})

test('shots without a prompt are told, not counted', async () => {
  const [shot] = await shots(['planned', 0])
  const wordless = { ...shot!, card: { ...shot!.card, prompt: ' ' } }
  expect(nightWork([wordless], 1)).toEqual({
    ...{ missing: { shots: 0, seconds: 0 }, outdated: { shots: 0, seconds: 0 } },
    unwritten: 1
  })
})

test('the time is a span, in whole minutes, and not known where nothing was measured', () => {
  expect(forecast(60, null)).toBeNull()
  expect(forecast(60, { low: 10, high: 10.2 })).toEqual([600, 600])
  expect(forecast(600, { low: 4, high: 12 })).toEqual([2400, 7200])
  expect(forecast(1, { low: 0.1, high: 0.2 })).toEqual([60, 60])
})

test('durations are told in the two largest units', () => {
  expect([0, 59, 60, 185, 3600, 7199, 7800, 90_000].map(duration)).toEqual([
    ...['0 s', '59 s', '1 min', '3 min 5 s', '1 h', '2 h', '2 h 10 min', '25 h']
  ])
})
