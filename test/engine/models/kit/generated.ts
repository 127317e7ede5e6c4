/**
 * A model of any size as MemFlow publishes it: torch files of a generator, with what training added to its names, and of a LoRA, in
 * half precision; text model, tokenizer and decoders are the small ones. Its numbers are random, the same for the same size.
 */
import { join } from 'node:path'
import { parameterShapes } from '../../../kernels/kit/random-model.ts'
import { drawer, spreadOf } from './drawn-halves.ts'
import { loraLayersOf, type Files } from './model-files.ts'
import { renamed, safe, tinyDecoder, torch, wanParts } from './published.ts'

export interface GeneratedSize {
  /** A multiple of 128, the width of a head of Wan. */
  readonly dim: number
  readonly layers: number
  readonly ffn: number
}

/** Of the small text model. */
const textDim = 64
const rank = 4

/** Writes what `pack add FOLDER --as memflow` takes. */
export function writeGenerated(folder: string, size: GeneratedSize): void {
  const at = (file: string): string => join(folder, file)
  const drawn = drawer(17)
  const draw = (shape: readonly number[], mean: number, scale: number): Files[string] => ({
    ...{ dtype: 'F16', shape },
    data: drawn(shape, mean, scale)
  })
  const generator: Record<string, Files[string]> = {}
  const shapes = generatorShapesOf(size)
  for (const [name, shape] of Object.entries(shapes)) generator[name] = draw(shape, ...spreadOf(name, shape))
  const lora: Record<string, Files[string]> = {}
  for (const layer of loraLayersOf(size.layers)) {
    const [out = 0, into = 0] = shapes[`${layer}.weight`]!
    const name = `base_model.model.${layer}.lora`
    lora[`${name}_A.weight`] = draw([rank, into], 0, 0.02)
    lora[`${name}_B.weight`] = draw([out, rank], 0, 0.02)
  }
  wanParts(at)
  safe(at('taehv/taew2_1.safetensors'), tinyDecoder)
  torch(at('MemFlow/base.pt'), { generator: renamed(generator, (name) => `model.${name}`) })
  torch(at('MemFlow/lora.pt'), { generator_lora: lora })
}

const generatorShapesOf = ({ dim, layers, ffn }: GeneratedSize): Record<string, readonly number[]> =>
  parameterShapes({
    ...{ dim, layers, ffn, channels: 16, patch: [1, 2, 2], textDim, freqDim: 256, heads: dim / 128 },
    ...{ eps: 1e-6, latentHeight: 2, latentWidth: 2, rope: { theta: 10000, split: [44, 42, 42] } }
  })
