/** Device names, and that a missing device is refused, never replaced by the CPU. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { Failure } from '../../../app/base/failure.ts'
import {
  demandDevice,
  deviceCalled,
  deviceChoices,
  precisionCalled,
  precisionsOf
} from '../../../engine/worker/device.ts'
import { devices, type Device } from '../../../kernels/runtime/devices.ts'

test('each system offers the devices that its runtime supports', () => {
  expect(deviceChoices('linux-x64')).toEqual(['automatic', 'cpu', 'webgpu', 'cuda'])
  expect(deviceChoices('win32-x64')).toEqual(['automatic', 'cpu', 'webgpu', 'directml'])
  expect(deviceChoices('darwin-arm64')).toEqual(['automatic', 'cpu', 'webgpu', 'coreml'])
  expect(deviceChoices('linux-arm64')).toEqual(['automatic', 'cpu'])
})

test('automatic is the CPU', () => {
  expect(deviceCalled('automatic')).toBe('cpu')
})

test.each(['gpu', 'WEBGPU', '', 'constructor', 'directml'])(
  '%j is refused on Linux with a list of the available ones',
  (name) => {
    const names = 'automatic, cpu, webgpu, cuda'
    const cause = `There is no device "${name}" on this system.`
    const refusal = new Failure('device.unknown', cause, `Choose one of these: ${names}.`, { device: name, names })
    expect(() => deviceCalled(name, 'linux-x64')).toThrow(refusal)
  }
)

test('a precision is one that the device has, or is refused with those that it has', () => {
  expect(precisionsOf('cpu')).toEqual(['exact', 'fast'])
  expect(precisionsOf('webgpu')).toEqual(['exact'])
  expect(precisionCalled('fast', 'cpu')).toBe('fast')
  const refused = (name: string, device: 'cpu' | 'webgpu') => {
    try {
      return precisionCalled(name, device)
    } catch (error) {
      const { code, cause, remedy } = Failure.from(error)
      return [code, cause, remedy]
    }
  }
  expect(refused('fast', 'webgpu')).toEqual([
    'precision.lacking',
    'The device "webgpu" does not compute with the precision "fast".',
    'Choose one that it has (exact), or another device.'
  ])
  for (const device of ['cpu', 'webgpu'] as const) expect(refused('half', device)[0]).toBe('precision.lacking')
  expect(refused('Fast', 'cpu')).toEqual([
    'precision.unknown',
    'There is no precision "Fast".',
    'Choose one of these: exact, fast.'
  ])
})

test.runIf(process.platform === 'linux')('a device that cannot be loaded is refused with the reason', async () => {
  const refused = await demandDevice('coreml').then(
    () => null,
    (error: unknown) => Failure.from(error)
  )
  expect(refused?.code).toBe('device.absent')
  expect(refused?.remedy).toMatch(/choose another device: automatic, cpu/)
})

test('the table in docs/devices.md is the one in the code', () => {
  const said = readFileSync(new URL('../../../docs/devices.md', import.meta.url), 'utf8')
  const mark = (has: boolean): string => (has ? 'yes' : 'no')
  for (const [name, { systems, resident, half, int8 }] of Object.entries<Device>(devices)) {
    const row = [`\`${name}\``, systems?.join(', ') ?? 'all', ...[resident, half, int8].map(mark)]
    expect(said).toContain(`| ${row.join(' | ')} |`)
  }
})
