/** What an oracle's roll-out is given: the model, its memory's sizes, its noise and its prompts. */
import type { TransformerShape } from '../../kernels/transformer/types.ts'
import type { OracleWeights } from './oracle.ts'

export interface OracleModel {
  readonly shape: TransformerShape
  readonly weights: OracleWeights
  readonly sink: number
  readonly attention: number
  readonly bank: number
  readonly recordInterval: number
  readonly framesPerChunk: number
  readonly shift: number
  readonly steps: readonly number[]
  /** [frames, channels, rows, columns] */
  readonly noise: ArrayLike<number>
  /** [chunks, steps - 1, framesPerChunk, channels, rows, columns] */
  readonly eps: ArrayLike<number>
  /** Per prompt, [text_len, text_dim], zeros after its `textLengths` real rows. */
  readonly texts: readonly ArrayLike<number>[]
  readonly textLengths: readonly number[]
}

/**
 * Timestep and sigma of an entry of the denoising list (memflow.md §3.1). The one place that is not float64: the
 * reference's table is float32, and the recorded one is met bit for bit only with its rounding (oracle.test.ts).
 */
export function noiseLevel(entry: number, shift: number): { t: number; sigma: number } {
  const [one, above, scale, down] = Float32Array.of(1, shift - 1, shift, -0.001) as unknown as number[]
  const index = 1000 - entry
  const s = new Float32Array(1)
  s[0] = index < 500 ? one! + index * down! : -down! * (1000 - index)
  const parts = Float32Array.of(scale! * s[0], above! * s[0])
  parts[1]! += one!
  const sigma = Math.fround(parts[0]! / parts[1]!)
  return { t: Math.fround(1000 * sigma), sigma }
}
