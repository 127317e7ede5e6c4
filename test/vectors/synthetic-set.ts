/** Writes a folder of vectors V1 to V7 for any configuration, computed by the float64 oracle. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TransformerShape } from '../../kernels/transformer/types.ts'
import { gaussians, writeRandomModel } from '../kernels/random-model.ts'
import { encodeSafetensors, type TensorToWrite } from '../kernels/safetensors-writer.ts'
import { oraclePass, type OracleInput } from './oracle.ts'

export interface SyntheticConfig {
  readonly dim: number
  readonly heads: number
  readonly ffn: number
  readonly layers: number
  readonly text_dim: number
  readonly text_len: number
  readonly channels: number
  readonly latent_h: number
  readonly latent_w: number
  readonly shift: number
  readonly frames_per_chunk: number
  readonly pastFrames: number
  readonly start: number
  readonly t: number
  readonly seed: number
}

export function writeSyntheticSet(folder: string, config: SyntheticConfig): void {
  mkdirSync(folder, { recursive: true })
  const { dim, heads, layers, channels, pastFrames, start, t } = config
  const frames = config.frames_per_chunk
  const sixth = 2 * Math.floor(dim / heads / 6)
  const shape: TransformerShape = {
    dim,
    heads,
    layers,
    ffn: config.ffn,
    patch: [1, 2, 2],
    channels,
    latentHeight: config.latent_h,
    latentWidth: config.latent_w,
    textDim: config.text_dim,
    freqDim: 32,
    eps: 1e-6,
    rope: { theta: 10000, split: [dim / heads - 2 * sixth, sixth, sixth] }
  }
  const perFrame = (config.latent_h * config.latent_w) / 4
  const weights = writeRandomModel(join(folder, 'weights.safetensors'), shape, 'F32', config.seed)
  const draw = gaussians(config.seed + 1)
  const latents = draw(frames * channels * config.latent_h * config.latent_w)
  const features = draw(config.text_len * config.text_dim)
  const past = Array.from({ length: layers }, () => ({
    keys: draw(pastFrames * perFrame * dim),
    values: draw(pastFrames * perFrame * dim)
  }))
  const none = past.map(() => ({ keys: new Float32Array(0), values: new Float32Array(0) }))
  const passFrom = (first: number, before: OracleInput['past'], count: number, x = latents, at = t) => {
    const positions = Array.from({ length: frames }, (_, frame) => first + frame)
    const input = { latents: x, frames, positions, t: at, features, past: before, pastFrames: count, memoryFrames: 0 }
    return oraclePass(shape, weights, input)
  }
  const passes = { empty: passFrom(0, none, 0), past: passFrom(start, past, pastFrames) }
  const { inner } = passes.empty

  const impulse = new Float32Array(latents.length)
  impulse[latents.length - 1] = 1
  const rows = frames * perFrame
  const tokens = [rows, dim]
  const latentDims = [frames, channels, config.latent_h, config.latent_w]
  const layerRows = (name: string): number[] => Array.from({ length: layers }, (_, l) => inner[`${name}.${l}`]!).flat()
  const pastOf = (part: 'keys' | 'values', count: number): number[] => past.slice(0, count).flatMap((l) => [...l[part]])
  const steps = Array.from({ length: 1000 }, (_, i) => 1 - i / 1000)
  const sigmas = steps.map((s) => (config.shift * s) / (1 + (config.shift - 1) * s))
  const bothCases = (names: readonly string[], dims: readonly number[]): Tensors =>
    Object.fromEntries(
      names.flatMap((name) =>
        Object.entries(passes).map(([label, pass]) => [`out.${name}_${label}`, floats(dims, pass.inner[name]!)])
      )
    )
  const blockPast = (count: number, dims: readonly number[]): Tensors => ({
    'in.past_k': floats(dims, pastOf('keys', count)),
    'in.past_v': floats(dims, pastOf('values', count))
  })
  const pastDims = [pastFrames * perFrame, dim]
  const x = { 'in.x': floats(tokens, inner['tokens']!), 'in.e0': floats([6, dim], inner['e0']!) }
  const text = { 'in.text': floats([config.text_len, config.text_dim], features) }
  const starts = { 'in.start_frames': integers([0, start]) }
  const sigma = t / 1000
  const wholePasses: Tensors = {}
  for (const [label, pass] of Object.entries(passes)) {
    wholePasses[`out.flow_${label}`] = floats(latentDims, pass.output)
    wholePasses[`out.x0_${label}`] = floats(
      latentDims,
      pass.output.map((v, i) => latents[i]! - sigma * v)
    )
    const rotated = Array.from({ length: layers }, (_, l) => pass.inner[`k_rot.${l}`]!).flat()
    wholePasses[`out.new_k_${label}`] = floats([layers, ...tokens], rotated)
    wholePasses[`out.new_v_${label}`] = floats([layers, ...tokens], pass.values.flat())
  }
  const vectors: Record<string, Tensors> = {
    inputs: text,
    V1: {
      'in.latent': floats(latentDims, latents),
      'in.impulse': floats(latentDims, impulse),
      'out.tokens': floats(tokens, inner['tokens']!),
      'out.impulse_tokens': floats(tokens, passFrom(0, none, 0, impulse).inner['tokens']!),
      'out.impulse_token_index': integers([rows - 1])
    },
    V2: {
      'in.t': floats([1], [t]),
      'out.sinusoid': floats([1, 32], inner['wave']!),
      'out.e': floats([1, dim], inner['e']!),
      'out.e0': floats([1, 6, dim], inner['e0']!),
      'out.sigmas_table': floats([1000], sigmas),
      'out.timesteps_table': floats(
        [1000],
        sigmas.map((s) => 1000 * s)
      )
    },
    V3: {
      ...text,
      'out.ctx': floats([config.text_len, dim], inner['ctx']!),
      'out.cross_k': floats([layers, config.text_len, dim], layerRows('cross_k')),
      'out.cross_v': floats([layers, config.text_len, dim], layerRows('cross_v'))
    },
    V4: {
      ...x,
      ...Object.fromEntries(['u', 'q_norm', 'k_norm', 'v'].map((n) => [`out.${n}`, floats(tokens, inner[n]!)])),
      ...Object.fromEntries(['q_rot', 'k_rot'].map((n) => [`out.${n}_${start}`, floats(tokens, passes.past.inner[n]!)]))
    },
    V5: {
      'in.u': floats(tokens, inner['u']!),
      ...starts,
      ...blockPast(1, pastDims),
      ...bothCases(['heads', 'attn'], tokens)
    },
    V6: {
      ...x,
      ...text,
      ...blockPast(1, pastDims),
      ...bothCases(['after_self', 'cross', 'after_cross', 'after_ffn'], tokens)
    },
    V7: {
      'in.latent': floats(latentDims, latents),
      'in.t': floats([1], [t]),
      'in.e': floats([dim], inner['e']!),
      'in.e0': x['in.e0'],
      ...text,
      ...starts,
      ...blockPast(layers, [layers, ...pastDims]),
      ...bothCases(['block_stack'], tokens),
      ...bothCases(['head'], [rows, 4 * channels]),
      ...wholePasses
    }
  }
  for (const [id, tensors] of Object.entries(vectors))
    writeFileSync(join(folder, `${id}.safetensors`), encodeSafetensors(tensors))
  const entry = (id: string, tensors: Tensors) => ({
    id,
    file: `${id}.safetensors`,
    tensors: Object.entries(tensors).map(([name, { dtype, shape: dims }]) => ({
      name,
      shape: dims,
      tolerance: dtype === 'I64' ? 'exact' : 5e-5
    }))
  })
  const manifest = {
    config: {
      ...config,
      local_attn_size: 6,
      sink_size: 1,
      bank_size: 2,
      record_interval: 2,
      denoising_step_list: [900]
    },
    vectors: [entry('weights', {}), ...Object.entries(vectors).map(([id, tensors]) => entry(id, tensors))]
  }
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest))
}

type Tensors = Record<string, TensorToWrite>
const floats = (dims: readonly number[], values: ArrayLike<number>): TensorToWrite => ({
  dtype: 'F32',
  shape: dims,
  data: Float32Array.from(values)
})
const integers = (values: readonly number[]): TensorToWrite => ({
  dtype: 'I64',
  shape: [values.length],
  data: BigInt64Array.from(values, BigInt)
})
