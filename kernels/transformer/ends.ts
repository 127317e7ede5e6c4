/** The two ends of the transformer as graph fragments: latents to tokens and back. */
import type { Value } from '../onnx/graph.ts'
import { add, layerNorm, reshape, split, transpose } from '../onnx/ops.ts'
import type { Parameters } from './parameters.ts'
import { patchSize, tokenGrid } from './shape.ts'
import type { TransformerShape } from './types.ts'

/**
 * Latents [frames, channels, rows, columns] → tokens [frames · tokensPerFrame, dim]. Frame-major, then row, then
 * column; within a patch the channel is slowest (memflow.md §2.2).
 */
export function patchEmbedding(p: Parameters, shape: TransformerShape, latents: Value): Value {
  const g = p.graph
  const { rows, columns } = tokenGrid(shape)
  const [time, high, wide] = shape.patch
  const { channels, dim } = shape
  const cut = transpose(g, reshape(g, latents, [-1, channels, rows, high, columns, wide]), [0, 2, 4, 1, 3, 5])
  const weight = p.get('patch_embedding.weight', [dim, channels, time, high, wide], [dim, patchSize(shape)])
  const bias = p.get('patch_embedding.bias', [dim])
  return g.node('Gemm', [reshape(g, cut, [-1, patchSize(shape)]), weight, bias], { transB: 1 })[0]
}

/**
 * The stream after the last block → one patch a token, [tokens, patchSize]. Modulated by `e` [dim], the vector before
 * the time projection, not by e0 (memflow.md §2.9).
 */
export function head(p: Parameters, shape: TransformerShape, stream: Value, e: Value): Value {
  const g = p.graph
  const { dim } = shape
  const stored = add(g, p.get('head.modulation', [1, 2, dim], [2, dim]), g.floats([0, 1], [2, 1]))
  const [shift, scale] = split(g, reshape(g, add(g, stored, e), [-1]), 0, 2)
  return p.linear('head.head', layerNorm(g, stream, scale!, shift!, shape.eps), dim, patchSize(shape))
}

/** Patches [tokens, patchSize], here with the channel fastest, → [frames, channels, rows, columns]. */
export function unpatchify(p: Parameters, shape: TransformerShape, patches: Value): Value {
  const g = p.graph
  const { rows, columns } = tokenGrid(shape)
  const [, high, wide] = shape.patch
  const { channels } = shape
  const uncut = transpose(g, reshape(g, patches, [-1, rows, columns, high, wide, channels]), [0, 5, 1, 3, 2, 4])
  return reshape(g, uncut, [-1, channels, shape.latentHeight, shape.latentWidth])
}
