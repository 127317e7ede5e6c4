/** Random weights in half precision, also billions of them. */
import { toHalf } from '../../../../kernels/weights/float16.ts'
import { gaussians } from '../../../kernels/kit/random-model.ts'

/** Mean and scale at which numbers stay of their size through all layers. */
export function spreadOf(name: string, shape: readonly number[]): readonly [mean: number, scale: number] {
  if (name.endsWith('modulation')) return [0, 0.1]
  if (name.endsWith('gamma') || (shape.length === 1 && name.endsWith('weight'))) return [1, 0.05]
  if (shape.length === 1) return [0, 0.05]
  return [0, 0.7 / Math.sqrt(shape.slice(1).reduce((a, b) => a * b, 1))]
}

/** Draws tensors as pieces of one pool of Gaussian numbers, the same for the same seed. */
export function drawer(seed: number): (shape: readonly number[], mean: number, scale: number) => Uint16Array {
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
    return data
  }
}
