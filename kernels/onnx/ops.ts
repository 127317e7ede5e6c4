/** The operators our graphs are made of, by name. Shapes in brackets; `?` marks inputs that may be ''. */
import { dataTypes, type DataType, type Graph, type Value } from './graph.ts'

const ms = { domain: 'com.microsoft' } as const

export const add = (g: Graph, a: Value, b: Value): Value => g.node('Add', [a, b])[0]
export const mul = (g: Graph, a: Value, b: Value): Value => g.node('Mul', [a, b])[0]

/** Converts; fractions are cut off when floats become whole numbers. */
export const cast = (g: Graph, x: Value, type: DataType): Value => g.node('Cast', [x], { to: dataTypes[type] })[0]

/** x [rows, in] · weightᵀ + bias, with torch's weight [out, in] → [rows, out] */
export const linear = (g: Graph, x: Value, weight: Value, bias: Value): Value =>
  g.node('Gemm', [x, weight, bias], { transB: 1 })[0]
/**
 * The same in 8 bits: x is quantised in one piece at every run, multiplied as whole numbers, and scaled per column.
 * @param codes uint8 [in, out], 128 = zero
 * @param scales float32 [out]
 */
export function int8Linear(g: Graph, x: Value, codes: Value, scales: Value, bias: Value, outputs: number): Value {
  const zeros = g.uint8s(new Uint8Array(outputs).fill(128), [outputs])
  return g.node('DynamicQuantizeMatMul', [x, codes, scales, zeros, bias], {}, ms)[0]
}
export const matmul = (g: Graph, a: Value, b: Value): Value => g.node('MatMul', [a, b])[0]

/** Static target shape; 0 copies a size of the input, -1 is what remains. */
export const reshape = (g: Graph, x: Value, shape: readonly number[]): Value => g.node('Reshape', [x, g.ints(shape)])[0]
export const transpose = (g: Graph, x: Value, perm: readonly number[]): Value => g.node('Transpose', [x], { perm })[0]
export const concat = (g: Graph, parts: readonly Value[], axis: number): Value => g.node('Concat', parts, { axis })[0]
/** Into `count` equal parts. */
export const split = (g: Graph, x: Value, axis: number, count: number): Value[] =>
  g.node('Split', [x], { axis, num_outputs: count }, { count })

/** Normalises the last axis to mean 0 and variance 1, then scales and shifts; scale and shift may be computed. */
export const layerNorm = (g: Graph, x: Value, scale: Value, shift: Value, eps: number): Value =>
  g.node('LayerNormalization', [x, scale, shift], { axis: -1, epsilon: { float: eps } })[0]
/** x / sqrt(mean(x²) + eps) · gain over the last axis. */
export const rmsNorm = (g: Graph, x: Value, gain: Value, eps: number): Value =>
  g.node('SimplifiedLayerNormalization', [x, gain], { axis: -1, epsilon: { float: eps } })[0]

/** x · sigmoid(x) */
export const silu = (g: Graph, x: Value): Value => g.node('QuickGelu', [x], { alpha: { float: 1 } }, ms)[0]
/** The tanh form of GELU. */
export const geluTanh = (g: Graph, x: Value): Value => g.node('FastGelu', [x], {}, ms)[0]
/** The exact (erf) form of GELU. */
export const gelu = (g: Graph, x: Value): Value => g.node('Gelu', [x], {}, ms)[0]
const softmax = (g: Graph, x: Value, axis: number): Value => g.node('Softmax', [x], { axis })[0]

/** Rotates interleaved pairs: x [1, tokens, heads · headDim], cos and sin [tokens, headDim / 2]. */
export const rotary = (g: Graph, x: Value, cos: Value, sin: Value, heads: number): Value =>
  g.node('RotaryEmbedding', [x, g.ints([0]), cos, sin], { interleaved: 1, num_heads: heads }, ms)[0]
/** What the heads of an attention share. */
export interface Heads {
  readonly heads: number
  /** Channels of one head. */
  readonly size: number
  /** Of the products of queries and keys; 1 / √size when absent. */
  readonly scale?: number
  /** Added to the scaled products, [1, heads, rows, columns]. */
  readonly bias?: Value
}

/** softmax(scale · q kᵀ + bias) v per head, without mask: q [batch, rows, dim], k and v [batch, columns, dim] → [batch, rows, dim] */
export function attention(g: Graph, q: Value, k: Value, v: Value, of: Heads): Value {
  const { heads, scale, bias } = of
  const inputs = [q, k, v, ...(bias === undefined ? [] : ['', '', bias])]
  const attributes = { num_heads: heads, ...(scale === undefined ? {} : { scale: { float: scale } }) }
  return g.either(
    'MultiHeadAttention',
    (output) => g.node('MultiHeadAttention', inputs, attributes, { ...ms, outputs: [output] }),
    (output) => plainAttention(g, q, k, v, of, output)
  )
}

/** The same with operators that every device has; needs memory for the full product matrix. */
function plainAttention(g: Graph, q: Value, k: Value, v: Value, of: Heads, output: Value): void {
  const { heads, size, scale = 1 / Math.sqrt(size), bias } = of
  const byHead = (x: Value, perm: readonly number[]): Value => transpose(g, reshape(g, x, [0, -1, heads, size]), perm)
  const queries = mul(g, byHead(q, [0, 2, 1, 3]), g.floats([scale]))
  const products = matmul(g, queries, byHead(k, [0, 2, 3, 1]))
  const weights = softmax(g, bias === undefined ? products : add(g, products, bias), -1)
  const mixed = transpose(g, matmul(g, weights, byHead(v, [0, 2, 1, 3])), [0, 2, 1, 3])
  g.node('Reshape', [mixed, g.ints([0, -1, heads * size])], {}, { outputs: [output] })
}
