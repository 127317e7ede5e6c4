import { expect, test } from 'vitest'
import { devices } from '../../../kernels/runtime/devices.ts'
import { deviceWords, devicesDe, devicesEn } from '../../../renderer/strings/devices.ts'

test('every device has a name and a description in both languages', () => {
  const names = ['automatic', ...Object.keys(devices)]
  for (const words of [devicesEn, devicesDe]) expect(Object.keys(words.words)).toEqual(names)
  expect(deviceWords({ devices: devicesEn }, 'npu')).toEqual({ name: 'npu', note: '' })
})
