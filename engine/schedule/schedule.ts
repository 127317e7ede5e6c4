/**
 * Noise levels of a chunk's denoising passes, and the two formulas between network output and next input
 * (memflow.md §2.10, §3.1, §3.2; EDM's form of x0 on the flow path: the storybook pack's README).
 */
export type Prediction = 'edm' | 'velocity'

export interface Schedule {
  /** One per pass, falling; the first is 1. */
  readonly sigmas: readonly number[]
  /** What the time embedding is given, one per pass. Rounded to float32, as the models were trained. */
  readonly timesteps: readonly number[]
  readonly prediction: Prediction
}

/** Timestep of the clean pass, which alone writes keys and values. */
export const cleanTimestep = 0

/** A schedule of plain sigmas; timestep = scale · sigma. */
export function plainSchedule(sigmas: readonly number[], timestepScale: number, prediction: Prediction): Schedule {
  return { sigmas, timesteps: sigmas.map((sigma) => Math.fround(timestepScale * sigma)), prediction }
}

/**
 * Wan's warped schedule (memflow.md §3.1): list entry n of 1000 base steps stands for s = n / 1000, and
 * sigma = shift · s / (1 + (shift - 1) · s). With shift 5: 1000, 750, 500, 250 → 1, 0.9375, 0.8333, 0.625.
 * Rounded to float32 after each operation, as the reference computes its table: the exact timestep may lie 1.4e-4 beside
 * the table's, which the fastest waves of the time embedding would show.
 */
export function warpedSchedule(
  steps: readonly number[],
  shift: number,
  timestepScale: number,
  prediction: Prediction
): Schedule {
  const { fround } = Math
  const [scale, above] = [fround(shift), fround(shift - 1)]
  const sigmas = steps.map((step) => {
    const s = baseSigma(step)
    return fround(fround(scale * s) / fround(1 + fround(above * s)))
  })
  return plainSchedule(sigmas, timestepScale, prediction)
}

/** n / 1000 as 1000 equal float32 steps from 1 give it, counted from the nearer end. */
function baseSigma(step: number): number {
  const width = Math.fround(1 / 1000)
  return Math.fround(step > 500 ? 1 - width * (1000 - step) : width * step)
}

/**
 * The clean picture as the network sees it at noise level `sigma`: velocity x0 = x - s·v; EDM x0 = (1-s)/q·x + s/√q·F
 * with q = (1-s)² + s². Computed in float64, stored as float32. `out` may be `x`.
 */
export function toClean(
  prediction: Prediction,
  sigma: number,
  x: Float32Array,
  output: Float32Array,
  out: Float32Array
): void {
  const q = (1 - sigma) ** 2 + sigma ** 2
  const keep = prediction === 'edm' ? (1 - sigma) / q : 1
  const add = prediction === 'edm' ? sigma / Math.sqrt(q) : -sigma
  for (let i = 0; i < out.length; i++) out[i] = keep * x[i]! + add * output[i]!
}

/** Fresh noise to the next level: x = (1 - s)·x0 + s·noise (memflow.md §3.2). `out` may be either input. */
export function renoise(sigma: number, clean: Float32Array, noise: Float32Array, out: Float32Array): void {
  for (let i = 0; i < out.length; i++) out[i] = (1 - sigma) * clean[i]! + sigma * noise[i]!
}
