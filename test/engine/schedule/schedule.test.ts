import { expect, test } from 'vitest'
import { plainSchedule, renoise, toClean, warpedSchedule } from '../../../engine/schedule/schedule.ts'

test("Wan's warped schedule: the table of memflow.md §3.1", () => {
  const { sigmas, timesteps } = warpedSchedule([1000, 750, 500, 250], 5, 1000, 'velocity')
  expect(timesteps).toEqual([1000, 937.5, Math.fround(2500 / 3), 625])
  expect(sigmas).toEqual([1, 0.9375, Math.fround(5 / 6), 0.625])
})

test('a plain schedule: timestep = scale · sigma, in float32', () => {
  const { timesteps } = plainSchedule([1, 0.94, 0.83], 1000, 'edm')
  expect(timesteps).toEqual([1000, 940, 830])
})

const noisy = (sigma: number, clean: number, noise: number) => (1 - sigma) * clean + sigma * noise

test.each([1, 0.94, 0.5, 0.15])('a perfect network recovers the clean picture at sigma %f', (sigma) => {
  const [clean, noise] = [0.7, -1.2]
  const x = Float32Array.of(noisy(sigma, clean, noise))
  const out = new Float32Array(1)
  toClean('velocity', sigma, x, Float32Array.of(noise - clean), out)
  expect(out[0]).toBeCloseTo(clean, 6)
  // EDM's target on the flow path: what makes (1-s)/q·x + s/√q·F equal to x0.
  const q = (1 - sigma) ** 2 + sigma ** 2
  const target = (clean * sigma - noise * (1 - sigma)) / Math.sqrt(q)
  toClean('edm', sigma, x, Float32Array.of(target), out)
  expect(out[0]).toBeCloseTo(clean, 6)
})

test('re-noising mixes clean and fresh noise, also in place', () => {
  const x = Float32Array.of(2, 4)
  renoise(0.25, x, Float32Array.of(1, -1), x)
  expect([...x]).toEqual([1.75, 2.75])
})
