/**
 * The relevance score in its pooled form (memflow.md §4.4): the mean over heads, text tokens and frame tokens of scaled dot
 * products factorises into two mean vectors. Host arithmetic in float64; no softmax.
 */

/**
 * Mean of rows [first, first + count) of a row-major [rows, dim] array.
 * @returns float64 [dim]
 */
export function meanRows(x: Float32Array, dim: number, first: number, count: number): Float64Array {
  const mean = new Float64Array(dim)
  for (let row = first; row < first + count; row++) {
    const start = row * dim
    for (let i = 0; i < dim; i++) mean[i]! += x[start + i]!
  }
  for (let i = 0; i < dim; i++) mean[i]! /= count
  return mean
}

/**
 * S = 1/H · Σ_h ⟨text_h, frame_h⟩ / √(dim / H).
 * @param text pooled cross-attention keys of a layer [dim]
 * @param frame pooled self-attention keys of a stored frame in that layer [dim]
 */
export function relevance(text: Float64Array, frame: Float64Array, heads: number): number {
  let sum = 0
  for (let i = 0; i < text.length; i++) sum += text[i]! * frame[i]!
  return sum / heads / Math.sqrt(text.length / heads)
}
