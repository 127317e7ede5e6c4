/** The shipped pack with its memory on a device: the eight recorded chunks, against the processor's. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { DevicePages } from '../../../engine/rollout/device-pages.ts'
import type { DeviceName } from '../../../kernels/runtime/devices.ts'
import { Meter } from '../../../kernels/runtime/meter.ts'
import { openTransformer } from '../../../kernels/transformer/open.ts'
import { readIntegers } from '../../../kernels/weights/safetensors.ts'
import { softwareGpu, testOnGpu } from '../../kit/software-gpu.ts'
import { goldenChunks, rollGolden } from '../kit/golden-roll.ts'
import { openGolden, relativeError } from '../kit/pack-parts.ts'

// Real chunks, on a machine that may be busy: half a minute each on the software device.
vi.setConfig({ testTimeout: 1_500_000, hookTimeout: 240_000 })

let golden: Awaited<ReturnType<typeof openGolden>>
beforeAll(async () => {
  Object.assign(process.env, softwareGpu)
  golden = await openGolden()
})
afterAll(() => golden.transformer.release())

/** Latents within 1e-3 of those of memory in arrays, and the recorded banks of every layer. */
async function compare(device: DeviceName): Promise<void> {
  const { pack } = golden
  const meter = new Meter()
  const options = { threads: 2, spin: false, resident: 'plain' as const, device, meter }
  const transformer = await openTransformer(pack.shape, pack.weights.transformer.path, options)
  const pages = new DevicePages(transformer.memory!)
  const there = await rollGolden(golden, 'memflow', 'f16', { transformer, pages })
  const here = await rollGolden(golden, 'memflow', 'f16')
  expect(there.banks).toEqual(readIntegers(golden.weights, 'rollout.nam.bank'))
  for (let chunk = 0; chunk < goldenChunks; chunk++)
    expect(relativeError(there.latents(chunk), here.latents(chunk)), `chunk ${chunk}`).toBeLessThan(1e-3)
  for (const chunk of [6, 7]) expect(there.error(chunk, `rollout.nam.${chunk}.x0`)).toBeLessThan(4e-3)
  pages.release()
  await transformer.release()
  expect(meter.tensors).toBe(0)
}

test('in buffers on the processor', () => compare('cpu'))
testOnGpu('in buffers on a device', () => compare('webgpu'))
