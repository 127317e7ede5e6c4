import { expect, test } from 'vitest'
import { precisions } from '../../../app/ledger/made-on.ts'
import { devices } from '../../../kernels/runtime/devices.ts'
import { probedLines } from '../../../renderer/strings/device-probe.ts'
import { deviceWords, devicesDe, devicesEn, madeOnWords } from '../../../renderer/strings/devices.ts'

test('every device has a name and a description in both languages', () => {
  const names = ['automatic', ...Object.keys(devices)]
  for (const words of [devicesEn, devicesDe]) expect(Object.keys(words.words)).toEqual(names)
  expect(deviceWords({ devices: devicesEn }, 'npu')).toEqual({ name: 'npu', note: '' })
})

test('every precision has a name and a note; a take names an unusual one', () => {
  for (const words of [devicesEn, devicesDe]) expect(Object.keys(words.precisions)).toEqual(precisions)
  const [cpu, fast] = [
    { device: 'cpu', precision: 'exact', driver: null },
    { device: 'cpu', precision: 'fast', driver: null }
  ]
  expect([cpu, fast].map((made) => madeOnWords({ devices: devicesEn }, made))).toEqual(['Processor', 'Processor, fast'])
  expect([cpu, fast].map((made) => madeOnWords({ devices: devicesDe }, made))).toEqual([
    'Prozessor',
    'Prozessor, schnell'
  ])
})

test('what was tried is a line for each form, and one for the processor', () => {
  const wrong = { error: 0.0728, worst: 'memory', took: 900, refused: { code: 'device.wrong', detail: null } } as const
  const right = { error: 2.3e-6, worst: 'text', took: 1500, refused: null } as const
  const lost = { error: null, worst: null, took: null, refused: { code: 'device.lost', detail: 'gone' } } as const
  const probed = (plain: typeof right | typeof lost, processor = 150) => ({
    ...{ precision: 'exact' as const, processor },
    trials: [
      { attention: 'fused' as const, ...wrong },
      { attention: 'plain' as const, ...plain }
    ]
  })
  expect(probedLines(devicesEn.probe, probed(right))).toEqual([
    'Quick way (fused attention): not used, because its answers are wrong (7.3 % off, in what it would remember)',
    'Plain way (plain attention): right, at most 0.00023 % off; 1.5 s a step. Used',
    'The processor takes 0.15 s: it is 10 times as fast as this device'
  ])
  expect(probedLines(devicesEn.probe, probed(right, 6000)).at(-1)).toMatch(/this device is 4 times as fast/)
  expect(probedLines(devicesDe.probe, probed(lost))).toEqual([
    'Schneller Weg (Attention in einem): nicht benutzt, denn die Antworten sind falsch (7,3 % daneben, bei dem, was es sich merken würde)',
    'Einfacher Weg (Attention in Schritten): nicht benutzt, denn das Gerät ging verloren, oder sein Treiber fing neu an (gone)'
  ])
})
