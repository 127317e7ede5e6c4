/** The level of a waveform that is drawn has the right points. */
import { expect, test } from 'vitest'
import { levelFor, WaveformMaker } from '../../../app/sound/waveform.ts'

test('the level for a zoom has no finer and no fewer points than needed', () => {
  const maker = new WaveformMaker()
  const samples = 256 * 37 + 10
  const pcm = new Int16Array(samples * 2)
  pcm[2 * 256 * 36] = 32_767
  pcm[2 * 256 * 5 + 1] = -32_768
  maker.add(pcm)
  const all = maker.finish()
  const fine = levelFor(all, samples, 100)
  expect([fine.samplesPerPoint, fine.points.length]).toEqual([256, 76])
  expect([fine.points[5 * 2], fine.points[36 * 2 + 1]]).toEqual([-128, 127])
  const coarse = levelFor(all, samples, 4 * 256)
  expect([coarse.samplesPerPoint, coarse.points.length]).toEqual([1024, 20])
  expect([coarse.points[2], coarse.points[9 * 2 + 1]]).toEqual([-128, 127])
  const whole = levelFor(all, samples, Infinity)
  expect([...whole.points]).toEqual([-128, 127])
})
