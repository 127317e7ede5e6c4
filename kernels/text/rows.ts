/**
 * Matrices stored as int8 with one scale a row: `NAME` [rows, columns] int8 and `NAME_scale` [rows, 1] f32;
 * row r is NAME[r] · NAME_scale[r]. Where a file has no `NAME_scale`, `NAME` is an ordinary f16 or f32 matrix.
 */
import type { Graph, Value } from '../onnx/graph.ts'
import { cast, mul } from '../onnx/ops.ts'
import { entryOf, type Weights } from '../weights/safetensors.ts'

const scaleOf = (name: string): string => `${name}_scale`

/**
 * The whole matrix as float32, made once while the graph loads. (Cast and Mul, not DequantizeLinear: the runtime
 * keeps that one in the graph, for hardware that computes in int8.)
 * @throws Failure `weights.tensor` when missing or not `shape`.
 */
export function dequantized(g: Graph, weights: Weights, name: string, shape: readonly [number, number]): Value {
  entryOf(weights, name, shape)
  if (!weights.tensors.has(scaleOf(name))) return g.weight(weights, name)
  entryOf(weights, scaleOf(name), [shape[0], 1])
  return mul(g, g.weight(weights, name), g.weight(weights, scaleOf(name)))
}

/**
 * Some rows of an embedding table as float32: the table itself stays small, as stored. `at` [n] int64 → [n, columns].
 * @throws Failure `weights.tensor` when missing or not `columns` wide.
 */
export function gatheredRows(g: Graph, weights: Weights, name: string, columns: number, at: Value): Value {
  const [rows = 0] = entryOf(weights, name).shape
  entryOf(weights, name, [rows, columns])
  const gather = (table: Value): Value => g.node('Gather', [table, at], { axis: 0 })[0]
  const values = cast(g, gather(g.stored(weights, name)), 'float32')
  if (!weights.tensors.has(scaleOf(name))) return values
  entryOf(weights, scaleOf(name), [rows, 1])
  return mul(g, values, gather(g.weight(weights, scaleOf(name))))
}
