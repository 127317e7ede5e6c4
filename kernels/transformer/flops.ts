/** Operation count of one pass. */
import { patchSize, tokensPerFrame } from './shape.ts'
import type { TransformerShape } from './types.ts'

/**
 * Floating-point operations of one dense pass, multiplications and additions counted apart: matrix products only, the
 * rest is below one percent.
 */
export function passFlops(shape: TransformerShape, frames: number, pastFrames: number, textTokens: number): number {
  const { dim, ffn, layers } = shape
  const rows = frames * tokensPerFrame(shape)
  const attended = (frames + pastFrames) * tokensPerFrame(shape) + textTokens
  // Four projections of self-attention, two of cross-attention (its keys and values are computed once per prompt).
  const linears = rows * (6 * dim * dim + 2 * dim * ffn)
  const products = 2 * rows * attended * dim
  return 2 * (layers * (linears + products) + 2 * rows * dim * patchSize(shape))
}
