/** Transformers of random sizes with random parameters, written as weights files. */
import { writeFileSync } from 'node:fs'
import fc from 'fast-check'
import type { TransformerShape } from '../../../kernels/transformer/types.ts'
import { fromHalf, toHalf } from '../../../kernels/weights/float16.ts'
import { encodeSafetensors, type TensorToWrite } from './safetensors-writer.ts'

/** Every size free within small bounds; the rotary split any even parts of the head. */
export const shapes: fc.Arbitrary<TransformerShape> = fc
  .record({
    heads: fc.integer({ min: 1, max: 5 }),
    split: fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 4 })),
    layers: fc.integer({ min: 1, max: 3 }),
    ffn: fc.integer({ min: 1, max: 70 }),
    patch: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })),
    grid: fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 })),
    channels: fc.integer({ min: 1, max: 7 }),
    textDim: fc.integer({ min: 1, max: 20 }),
    half: fc.integer({ min: 1, max: 20 }),
    theta: fc.constantFrom(100, 10000)
  })
  .map(({ heads, split, patch, grid, half, theta, ...rest }) => ({
    ...rest,
    heads,
    dim: heads * 2 * (split[0] + split[1] + split[2]),
    patch: [1, ...patch] as const,
    latentHeight: patch[0] * grid[0],
    latentWidth: patch[1] * grid[1],
    freqDim: 2 * half,
    eps: 1e-6,
    rope: { theta, split: [2 * split[0], 2 * split[1], 2 * split[2]] as const }
  }))

/** Numbers in a normal distribution, the same for the same seed. */
export function gaussians(seed: number): (length: number, scale?: number) => Float32Array {
  let state = seed >>> 0
  const uniform = (): number => {
    // Mulberry32
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const one = (): number => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform())
  return (length, scale = 1) => Float32Array.from({ length }, () => scale * one())
}

/** Names and shapes of all parameters of a transformer (memflow.md §2.12). */
export function parameterShapes(shape: TransformerShape): Record<string, readonly number[]> {
  const { dim, ffn, channels, patch, textDim, freqDim } = shape
  const pixels = channels * patch[1] * patch[2]
  const all: Record<string, readonly number[]> = { 'patch_embedding.weight': [dim, channels, ...patch] }
  all['patch_embedding.bias'] = [dim]
  const linear = (name: string, inputs: number, outputs: number): void => {
    all[`${name}.weight`] = [outputs, inputs]
    all[`${name}.bias`] = [outputs]
  }
  linear('text_embedding.0', textDim, dim)
  linear('text_embedding.2', dim, dim)
  linear('time_embedding.0', freqDim, dim)
  linear('time_embedding.2', dim, dim)
  linear('time_projection.1', dim, 6 * dim)
  for (let layer = 0; layer < shape.layers; layer++) {
    const block = `blocks.${layer}`
    all[`${block}.modulation`] = [1, 6, dim]
    all[`${block}.norm3.weight`] = [dim]
    all[`${block}.norm3.bias`] = [dim]
    for (const attention of ['self_attn', 'cross_attn']) {
      for (const part of ['q', 'k', 'v', 'o']) linear(`${block}.${attention}.${part}`, dim, dim)
      for (const part of ['norm_q', 'norm_k']) all[`${block}.${attention}.${part}.weight`] = [dim]
    }
    linear(`${block}.ffn.0`, dim, ffn)
    linear(`${block}.ffn.2`, ffn, dim)
  }
  linear('head.head', dim, pixels)
  all['head.modulation'] = [1, 2, dim]
  return all
}

/**
 * Draws every parameter at a scale at which each one matters, and writes the file.
 * @returns the values as stored
 */
export function writeRandomModel(
  path: string,
  shape: TransformerShape,
  dtype: 'F16' | 'F32',
  seed: number
): Record<string, Float32Array> {
  const draw = gaussians(seed)
  const values: Record<string, Float32Array> = {}
  const tensors: Record<string, TensorToWrite> = {}
  for (const [name, sizes] of Object.entries(parameterShapes(shape))) {
    const count = sizes.reduce((a, b) => a * b, 1)
    const gain = sizes.length === 1 && name.endsWith('weight')
    const fanIn = sizes.length > 1 ? count / sizes[0]! : 1
    const scale = name.endsWith('modulation') ? 0.3 : sizes.length > 1 ? 0.9 / Math.sqrt(fanIn) : 0.1
    const drawn = draw(count, scale).map((value) => (gain ? 1 + value : value))
    const half = toHalf(drawn)
    values[name] = dtype === 'F16' ? fromHalf(half) : drawn
    tensors[name] = { dtype, shape: sizes, data: dtype === 'F16' ? half : drawn }
  }
  writeFileSync(path, encodeSafetensors(tensors))
  return values
}
