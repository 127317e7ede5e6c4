/**
 * A model of any size as MemFlow publishes it: torch files of a generator, with what training added to its names, and of a LoRA, in
 * half precision; text model, tokenizer and decoders are the small ones. Its numbers are random, the same for the same size.
 */
import { join } from 'node:path'
import { toHalf } from '../../../../kernels/weights/float16.ts'
import { gaussians, parameterShapes } from '../../../kernels/kit/random-model.ts'
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
  const draw = numbers(17)
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

/** Mean and scale at which numbers stay of their size through all layers. */
function spreadOf(name: string, shape: readonly number[]): readonly [mean: number, scale: number] {
  if (name.endsWith('modulation')) return [0, 0.1]
  if (shape.length === 1) return [name.endsWith('weight') ? 1 : 0, 0.05]
  return [0, 0.7 / Math.sqrt(shape.slice(1).reduce((a, b) => a * b, 1))]
}

/** Draws a tensor in half precision: pieces of one pool of Gaussian numbers, as there may be a billion. */
function numbers(seed: number): (shape: readonly number[], mean: number, scale: number) => Files[string] {
  const pool = gaussians(seed)(1 << 16)
  const scaled = new Map<string, Uint16Array>()
  let drawn = 0
  return (shape, mean, scale) => {
    const key = `${mean} ${scale}`
    const halves = scaled.get(key) ?? toHalf(pool.map((value) => mean + scale * value))
    scaled.set(key, halves)
    const data = new Uint16Array(shape.reduce((a, b) => a * b, 1))
    for (let at = 0; at < data.length;) {
      const from = (drawn++ * 7919) % halves.length
      const piece = halves.subarray(from, from + data.length - at)
      data.set(piece, at)
      at += piece.length
    }
    return { dtype: 'F16', shape, data }
  }
}
