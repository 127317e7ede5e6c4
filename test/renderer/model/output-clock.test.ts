/** The clock of the sound output begins with the first sample, knows the output's delay, and tells when that stands still. */
import { expect, test } from 'vitest'
import { OutputClock } from '../../../renderer/model/output-clock.ts'

function output(delay = 0) {
  const clock = { currentTime: 0, stamp: 0 }
  const pass = (seconds: number): void => {
    clock.currentTime += seconds
    clock.stamp += seconds * 1000
  }
  const getOutputTimestamp = () => ({
    contextTime: Math.max(0, clock.currentTime - delay),
    performanceTime: clock.stamp
  })
  return { clock: Object.assign(clock, { getOutputTimestamp }), pass }
}

test('it stands at its base until the first sample, then counts what is heard', () => {
  const { clock, pass } = output(0.25)
  const time = new OutputClock(clock, 700)
  pass(1)
  expect([time.now(clock.stamp), time.position]).toEqual([700, null])
  time.start(1.5)
  pass(1)
  expect(time.now(clock.stamp)).toBeCloseTo(700 + 250, 6)
  expect(time.position).toBe(24_000)
  expect(time.now(clock.stamp + 20)).toBeCloseTo(700 + 270, 6) // between two reports of the output
})

test('an output that stands still is told of after two seconds, a hidden window is not', () => {
  const { clock } = output()
  const time = new OutputClock(clock, 0)
  time.start(0)
  const at = [0, 100, 90_000, 90_100]
  expect(at.map((stamp) => time.now(stamp))).not.toContain(null)
  const later = Array.from({ length: 25 }, (_, look) => time.now(90_200 + look * 100))
  expect(later.at(-1)).toBeNull()
})
