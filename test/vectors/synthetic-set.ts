/** Writes a folder of vectors V1 to V13 and R10 to R12 for any configuration, computed by the float64 oracle. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { TransformerShape } from '../../kernels/transformer/types.ts'
import { gaussians, writeRandomModel } from '../kernels/kit/random-model.ts'
import type { OracleModel } from './oracle-model.ts'
import { floats, integers, writeVectors, type SyntheticVector } from './synthetic-files.ts'
import { passVectors, type PassesConfig } from './synthetic-passes.ts'
import { rolloutVectors, type RolloutsConfig } from './synthetic-rollouts.ts'
import { sparseCases } from './synthetic-sparse.ts'

export interface SyntheticConfig extends PassesConfig, RolloutsConfig {
  readonly dim: number
  readonly heads: number
  readonly ffn: number
  readonly layers: number
  readonly text_dim: number
  readonly channels: number
  readonly latent_h: number
  readonly latent_w: number
  readonly local_attn_size: number
  readonly sink_size: number
  readonly bank_size: number
  readonly record_interval: number
  readonly denoising_step_list: readonly number[]
  /** Real text rows of each prompt. */
  readonly prompt_lens: readonly number[]
}

function shapeOfConfig(config: SyntheticConfig): TransformerShape {
  const { dim, heads } = config
  const sixth = 2 * Math.floor(dim / heads / 6)
  return {
    dim,
    heads,
    layers: config.layers,
    ffn: config.ffn,
    patch: [1, 2, 2],
    channels: config.channels,
    latentHeight: config.latent_h,
    latentWidth: config.latent_w,
    textDim: config.text_dim,
    freqDim: 32,
    eps: 1e-6,
    rope: { theta: 10000, split: [dim / heads - 2 * sixth, sixth, sixth] }
  }
}

/** @returns the smallest margin by which a memory kept one frame over another */
export function writeSyntheticSet(folder: string, config: SyntheticConfig): { leastMargin: number } {
  mkdirSync(folder, { recursive: true })
  const shape = shapeOfConfig(config)
  const weights = writeRandomModel(join(folder, 'weights.safetensors'), shape, 'F32', config.seed)
  const draw = gaussians(config.seed + 2)
  const frame = [config.channels, config.latent_h, config.latent_w]
  const frameSize = frame.reduce((a, b) => a * b)
  const chunks = Math.max(config.chunks, config.long_chunks, config.sma_chunks)
  const renoisings = config.denoising_step_list.length - 1
  const epsDims = [chunks, renoisings, config.frames_per_chunk, ...frame]
  const texts = config.prompt_lens.map((rows) => {
    const text = new Float32Array(config.text_len * config.text_dim)
    text.set(draw(rows * config.text_dim))
    return text
  })
  const model: OracleModel = {
    shape,
    weights,
    sink: config.sink_size,
    attention: config.local_attn_size,
    bank: config.bank_size,
    recordInterval: config.record_interval,
    framesPerChunk: config.frames_per_chunk,
    shift: config.shift,
    steps: config.denoising_step_list,
    noise: draw(chunks * config.frames_per_chunk * frameSize),
    eps: draw(epsDims.reduce((a, b) => a * b)),
    texts,
    textLengths: config.prompt_lens
  }
  const inputs: SyntheticVector = {
    tensors: {
      'in.noise': floats([chunks * config.frames_per_chunk, ...frame], model.noise),
      'in.eps': floats(epsDims, model.eps),
      'in.text': floats(
        [texts.length, config.text_len, config.text_dim],
        texts.flatMap((text) => [...text])
      ),
      'in.text_len': integers([texts.length], config.prompt_lens)
    },
    tolerance: 0
  }
  const { vectors, leastMargin } = rolloutVectors(model, config)
  const cases = sparseCases(shape, config)
  const V13 = {
    ...vectors['V13']!,
    tensors: { ...cases.tensors, ...vectors['V13']!.tensors },
    extra: { ...(vectors['V13']!.extra as object), cases: cases.cases },
    tolerance: 5e-5,
    tolerances: { x0: 1e-4 }
  }
  writeVectors(folder, config, { inputs, ...passVectors(shape, weights, config), ...vectors, V13 })
  return { leastMargin }
}
