/** A device that fails while memory is kept or gathered on it: the failure is the device's, and no buffer is left behind. */
import { expect, test } from 'vitest'
import { Failure } from '../../../app/base/failure.ts'
import { ModelCache } from '../../../engine/generate/cache.ts'
import { generate } from '../../../engine/generate/generate.ts'
import type { Model } from '../../../engine/generate/types.ts'
import { DevicePages } from '../../../engine/rollout/device-pages.ts'
import { Meter } from '../../../kernels/runtime/meter.ts'
import type { ResidentMemory } from '../../../kernels/transformer/types.ts'
import { Shelf } from '../kit/fake-model.ts'
import { smallModel } from '../kit/small-model.ts'

/** Fails at the given call, counted from 1. */
function failingAt(call: number, memory: ResidentMemory): ResidentMemory {
  let calls = 0
  const failing =
    <Given extends unknown[], Answer>(work: (...given: Given) => Promise<Answer>) =>
    async (...given: Given): Promise<Answer> => {
      if (++calls === call)
        throw new Failure('device.lost', 'It was lost.', 'Begin anew.', { device: 'webgpu', detail: 'lost' })
      return work(...given)
    }
  const { kept } = memory
  return {
    kept,
    split: failing((written, frames) => memory.split(written, frames)),
    gather: failing((frames, positions) => memory.gather(frames, positions))
  }
}

async function make(model: Model): Promise<void> {
  const plan = { prompt: '1', seed: 3, policy: 'memflow' as const, chunks: 3, firstChunk: 0 }
  for await (const chunk of generate(model, null, plan, new Shelf().ports())) expect(chunk.index).toBeLessThan(3)
}

test('at whichever call: the failure comes through, and nothing stays on the device', async () => {
  const meter = new Meter()
  const model = await smallModel({ conventions: 'slot', resident: true, meter })
  await make(model)
  const { memory, shape } = model.transformer
  let calls = 0
  for (let call = 1; ; call++) {
    const pages = new DevicePages(failingAt(call, memory!))
    const failed = await make({ ...model, cache: new ModelCache(pages) }).then(
      () => null,
      (error: unknown) => Failure.from(error).code
    )
    pages.release()
    if (failed === null) break
    calls = call
    expect(failed).toBe('device.lost')
  }
  // Three chunks are kept, two have a past.
  expect(calls).toBe((3 + 2) * shape.layers)
  await model.release()
  expect(meter.tensors).toBe(0)
})
