/**
 * umT5's encoder (memflow.md §6; Chung et al., arXiv 2304.09151) layer by layer: each layer is a graph of its own, so that
 * only one layer's weights are in memory. Sizes are read from the weights, under Wan's names.
 */
import { Graph, type Value } from '../onnx/graph.ts'
import { add, attention, geluTanh, mul, reshape, rmsNorm, transpose } from '../onnx/ops.ts'
import { entryOf, type Weights } from '../weights/safetensors.ts'

const eps = 1e-6
/** Distances from here on share a bucket. */
const farthest = 128

/** How many layers a file has. */
export function umt5Layers(weights: Weights): number {
  let layers = 0
  while (weights.tensors.has(`blocks.${layers}.norm1.weight`)) layers++
  return layers
}

/**
 * The bucket of a distance key - query: half of the buckets are for keys behind the query; in each half, the first half is
 * exact and the rest logarithmic, in float32 as the reference computes it (t5.py:245-264).
 */
export function relativeBucket(distance: number, buckets: number): number {
  const half = buckets / 2
  const exact = half / 2
  const side = distance > 0 ? half : 0
  const far = Math.abs(distance)
  if (far < exact) return side + far
  const { fround, log } = Math
  const ratio = fround(fround(log(fround(far / exact))) / fround(log(farthest / exact)))
  return side + Math.min(half - 1, exact + Math.trunc(fround(ratio * (half - exact))))
}

/** The buckets of every query (row) and key (column) of so many tokens, row by row. */
export const bucketTable = (tokens: number, buckets: number): BigInt64Array =>
  BigInt64Array.from({ length: tokens * tokens }, (_, at) =>
    BigInt(relativeBucket((at % tokens) - Math.floor(at / tokens), buckets))
  )

/** How many buckets a file's tables have. */
export const bucketsOf = (weights: Weights): number =>
  entryOf(weights, 'blocks.0.pos_embedding.embedding.weight').shape[0] ?? 0

/**
 * One layer. Inputs `x` [tokens, width], `buckets` [tokens, tokens] int64 (bucketTable); output `y` [tokens, width]. One
 * prompt, without padding, hence without a mask.
 * @throws Failure `weights.tensor` when a tensor is missing or does not fit
 */
export function umt5LayerGraph(weights: Weights, layer: number): Graph {
  const name = `blocks.${layer}`
  const [inner = 0, width = 0] = entryOf(weights, `${name}.attn.q.weight`).shape
  const [buckets = 0, heads = 0] = entryOf(weights, `${name}.pos_embedding.embedding.weight`).shape
  const ffn = entryOf(weights, `${name}.ffn.fc1.weight`).shape[0] ?? 0
  const g = new Graph(`text encoder, layer ${layer}`)
  const x = g.input('x', 'float32', ['tokens', width])
  const at = g.input('buckets', 'int64', ['tokens', 'tokens'])

  /** By a matrix as it is stored, [out, into]: a turned copy would take as much memory again. */
  const times = (of: Value, tensor: string, out: number, into: number): Value => {
    entryOf(weights, `${name}.${tensor}.weight`, [out, into])
    return g.node('Gemm', [of, g.weight(weights, `${name}.${tensor}.weight`)], { transB: 1 })[0]
  }
  const norm = (of: Value, tensor: string): Value => {
    entryOf(weights, `${name}.${tensor}.weight`, [width])
    return rmsNorm(g, of, g.weight(weights, `${name}.${tensor}.weight`), eps)
  }

  const normed = norm(x, 'norm1')
  const [q, k, v] = ['q', 'k', 'v'].map((role) =>
    reshape(g, times(normed, `attn.${role}`, inner, width), [1, -1, inner])
  )
  const table = g.weight(weights, `${name}.pos_embedding.embedding.weight`, [buckets, heads])
  const bias = transpose(g, g.node('Gather', [table, at], { axis: 0 })[0], [2, 0, 1])
  const unsqueezed = g.node('Unsqueeze', [bias, g.ints([0])])[0]
  // T5 does not scale.
  const attended = attention(g, q!, k!, v!, { heads, size: inner / heads, scale: 1, bias: unsqueezed })
  const mixed = add(g, x, times(reshape(g, attended, [-1, inner]), 'attn.o', width, inner))

  const again = norm(mixed, 'norm2')
  const gate = geluTanh(g, times(again, 'ffn.gate.0', ffn, width))
  const wide = mul(g, times(again, 'ffn.fc1', ffn, width), gate)
  g.output(add(g, mixed, times(wide, 'ffn.fc2', width, ffn)), 'float32', ['tokens', width], 'y')
  return g
}

/** The norm after the last layer: `x` [tokens, width] → `y`. */
export function umt5EndGraph(weights: Weights): Graph {
  const width = entryOf(weights, 'norm.weight').shape[0] ?? 0
  const g = new Graph('text encoder, end')
  const x = g.input('x', 'float32', ['tokens', width])
  g.output(rmsNorm(g, x, g.weight(weights, 'norm.weight'), eps), 'float32', ['tokens', width], 'y')
  return g
}
