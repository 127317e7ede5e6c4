/** A model with a real transformer of small size and random weights, its memory in arrays or on a device. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ModelCache } from '../../../engine/generate/cache.ts'
import type { Model } from '../../../engine/generate/types.ts'
import { parseManifest } from '../../../engine/pack/parse-manifest.ts'
import { memoryShape, schedulesOf, timebaseOf, transformerShape, type Pack } from '../../../engine/pack/pack.ts'
import { DevicePages } from '../../../engine/rollout/device-pages.ts'
import type { DeviceName } from '../../../kernels/runtime/devices.ts'
import type { Meter } from '../../../kernels/runtime/meter.ts'
import { openTransformer } from '../../../kernels/transformer/open.ts'
import type { TransformerShape } from '../../../kernels/transformer/types.ts'
import { gaussians, writeRandomModel } from '../../kernels/kit/random-model.ts'
import { slotLike, wanLike } from './fake-model.ts'

export type Conventions = 'wan' | 'slot' | 'sparse'

export interface SmallModelOptions {
  readonly conventions: Conventions
  readonly device?: DeviceName
  /** Keys and values stay where the device is. */
  readonly resident?: boolean
  readonly meter?: Meter
  /** Bytes of pages that a device keeps beyond what is needed. */
  readonly limit?: number
}

/** The weights are the same for the same conventions. Prompts are numbers as text. */
export async function smallModel({ conventions, device = 'cpu', resident = false, meter, limit }: SmallModelOptions) {
  const manifest = parseManifest(JSON.stringify(conventions === 'slot' ? slotLike() : wanLike()))
  const sizes: TransformerShape = { ...transformerShape(manifest), ...small }
  const shape = conventions === 'sparse' ? { ...sizes, sma: { k: 2 } } : sizes
  const folder = mkdtempSync(join(tmpdir(), 'small-model-'))
  const path = join(folder, 'weights.safetensors')
  writeRandomModel(path, shape, 'F32', 11)
  const memory = { ...memoryShape(manifest), layers: shape.layers, recordEvery: 1 }
  const kept = memory.positions === 'absolute' ? 'rotated' : 'plain'
  const transformer = await openTransformer(shape, path, {
    ...{ threads: 1, spin: false, device, withQueries: true, resident: resident ? kept : null },
    ...(meter && { meter })
  })
  const pack: Pack = {
    ...{ folder, manifest, model: 'small@1', timebase: timebaseOf(manifest), shape, memory, ...schedulesOf(manifest) },
    get weights(): never {
      throw new Error('they were opened already')
    }
  }
  const pages = transformer.memory && new DevicePages(transformer.memory, limit)
  const model: Model = {
    ...{ pack, transformer, cache: new ModelCache(pages), longestRun: 0, textPage: null },
    encodeText: async (prompt) => ({ features: gaussians(Number(prompt))(3 * shape.textDim), tokens: 3 }),
    decode: async () => ({ width: 1, height: 1, frames: [Uint8Array.of(1, 2, 3)] }),
    async release() {
      pages?.release()
      await transformer.release()
      rmSync(folder, { recursive: true })
    }
  }
  return model
}

const small: Partial<TransformerShape> = {
  ...{ dim: 24, heads: 2, layers: 3, ffn: 40, freqDim: 16 },
  rope: { theta: 10000, split: [4, 4, 4] }
}
