/** Vectors V1 to V7 of any sizes: patches, times, text, one block and whole passes, computed by the float64 oracle. */
import type { TransformerShape } from '../../kernels/transformer/types.ts'
import { gaussians } from '../kernels/kit/random-model.ts'
import { oraclePass, type OracleInput, type OracleWeights } from './oracle.ts'
import { floats, integers, type SyntheticVector, type Tensors } from './synthetic-files.ts'

export interface PassesConfig {
  readonly text_len: number
  readonly frames_per_chunk: number
  readonly shift: number
  /** Frames before the second of the two passes, its first frame, and the noise level of both. */
  readonly pastFrames: number
  readonly start: number
  readonly t: number
  readonly seed: number
}

export function passVectors(
  shape: TransformerShape,
  weights: OracleWeights,
  config: PassesConfig
): Record<string, SyntheticVector> {
  const { dim, layers, channels, latentHeight, latentWidth, freqDim } = shape
  const { pastFrames, start, t, frames_per_chunk: frames } = config
  const perFrame = (latentHeight * latentWidth) / 4
  const draw = gaussians(config.seed + 1)
  const latents = draw(frames * channels * latentHeight * latentWidth)
  const features = draw(config.text_len * shape.textDim)
  const past = Array.from({ length: layers }, () => ({
    keys: draw(pastFrames * perFrame * dim),
    values: draw(pastFrames * perFrame * dim)
  }))
  const none = past.map(() => ({ keys: [], values: [] }))
  const passFrom = (first: number, before: OracleInput['past'], count: number, x = latents) => {
    const positions = Array.from({ length: frames }, (_, frame) => first + frame)
    const input = { latents: x, frames, positions, t, features, past: before, pastFrames: count, memoryFrames: 0 }
    return oraclePass(shape, weights, input)
  }
  const passes = { empty: passFrom(0, none, 0), past: passFrom(start, past, pastFrames) }
  const { inner } = passes.empty

  const impulse = new Float32Array(latents.length)
  impulse[latents.length - 1] = 1
  const rows = frames * perFrame
  const tokens = [rows, dim]
  const latentDims = [frames, channels, latentHeight, latentWidth]
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
  const text = { 'in.text': floats([config.text_len, shape.textDim], features) }
  const starts = { 'in.start_frames': integers([2], [0, start]) }
  const wholePasses: Tensors = {}
  for (const [label, pass] of Object.entries(passes)) {
    const x0 = pass.output.map((v, i) => latents[i]! - (t / 1000) * v)
    wholePasses[`out.flow_${label}`] = floats(latentDims, pass.output)
    wholePasses[`out.x0_${label}`] = floats(latentDims, x0)
    const rotated = Array.from({ length: layers }, (_, l) => pass.inner[`k_rot.${l}`]!).flat()
    wholePasses[`out.new_k_${label}`] = floats([layers, ...tokens], rotated)
    wholePasses[`out.new_v_${label}`] = floats([layers, ...tokens], pass.values.flat())
  }
  const V1 = {
    'in.latent': floats(latentDims, latents),
    'in.impulse': floats(latentDims, impulse),
    'out.tokens': floats(tokens, inner['tokens']!),
    'out.impulse_tokens': floats(tokens, passFrom(0, none, 0, impulse).inner['tokens']!),
    'out.impulse_token_index': integers([1], [rows - 1])
  }
  const timesteps = sigmas.map((s) => 1000 * s)
  const V2 = {
    'in.t': floats([1], [t]),
    'out.sinusoid': floats([1, freqDim], inner['wave']!),
    'out.e': floats([1, dim], inner['e']!),
    'out.e0': floats([1, 6, dim], inner['e0']!),
    'out.sigmas_table': floats([1000], sigmas),
    'out.timesteps_table': floats([1000], timesteps)
  }
  const V3 = {
    ...text,
    'out.ctx': floats([config.text_len, dim], inner['ctx']!),
    'out.cross_k': floats([layers, config.text_len, dim], layerRows('cross_k')),
    'out.cross_v': floats([layers, config.text_len, dim], layerRows('cross_v'))
  }
  const V4 = {
    ...x,
    ...Object.fromEntries(['u', 'q_norm', 'k_norm', 'v'].map((n) => [`out.${n}`, floats(tokens, inner[n]!)])),
    ...Object.fromEntries(['q_rot', 'k_rot'].map((n) => [`out.${n}_${start}`, floats(tokens, passes.past.inner[n]!)]))
  }
  const V5 = {
    'in.u': floats(tokens, inner['u']!),
    ...starts,
    ...blockPast(1, pastDims),
    ...bothCases(['heads', 'attn'], tokens)
  }
  const V6 = {
    ...x,
    ...text,
    ...blockPast(1, pastDims),
    ...bothCases(['after_self', 'cross', 'after_cross', 'after_ffn'], tokens)
  }
  const V7 = {
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
  return {
    V1: { tensors: V1, tolerance: 1e-5 },
    V2: { tensors: V2, tolerance: 1e-5 },
    V3: { tensors: V3, tolerance: 1e-5 },
    V4: { tensors: V4, tolerance: 1e-5 },
    V5: { tensors: V5, tolerance: 5e-5 },
    V6: { tensors: V6, tolerance: 5e-5 },
    V7: { tensors: V7, tolerance: 1e-4 }
  }
}
