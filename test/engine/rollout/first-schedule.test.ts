import { expect, test } from 'vitest'
import { warpedSchedule } from '../../../engine/schedule/schedule.ts'
import { fakeRun } from '../kit/fake-rollout.ts'

test("a film's first chunk has its own noise levels where the model names them", async () => {
  const firstSchedule = warpedSchedule([1000, 500], 5, 1000, 'velocity')
  const { transformer } = await fakeRun({ chunks: 3, firstSchedule })
  const chunks = [0, 3, 6].map((start) =>
    transformer.calls.filter(({ positions }) => positions[0] === start).map(({ time }) => Math.round(time.e[0]!))
  )
  expect(chunks).toEqual([
    [1000, 833, 0],
    [1000, 938, 833, 625, 0],
    [1000, 938, 833, 625, 0]
  ])
})
