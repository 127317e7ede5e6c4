import { expect, test } from 'vitest'
import { precisions } from '../../../app/ledger/made-on.ts'
import { devices } from '../../../kernels/runtime/devices.ts'
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
