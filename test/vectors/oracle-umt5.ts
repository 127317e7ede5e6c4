/** umT5's encoder in float64, as memflow.md §6 writes it down. */
import type { Parameters } from './oracle-decoders.ts'

/** Rows of numbers. */
type Rows = number[][]

/** Where each bucket begins, for 32 buckets, as memflow.md §6 lists them (computed in float32 there). */
const starts = [0, 1, 2, 3, 4, 5, 6, 7, 8, 12, 16, 23, 32, 46, 64, 91]
export const bucketOf = (distance: number): number =>
  (distance > 0 ? 16 : 0) + starts.findLastIndex((start) => start <= Math.abs(distance))

/** x · wᵀ with torch's weights [out, in]. */
function linear(p: Parameters, x: Rows, name: string): Rows {
  const { dims, data } = p[`${name}.weight`]!
  const [out, into] = dims as [number, number]
  return x.map((row) =>
    Array.from({ length: out }, (_, o) => row.reduce((total, value, i) => total + value * data[o * into + i]!, 0))
  )
}
function norm(p: Parameters, x: Rows, name: string): Rows {
  const gain = p[`${name}.weight`]!.data
  return x.map((row) => {
    const mean = row.reduce((total, value) => total + value ** 2, 0) / row.length
    return row.map((value, at) => (value / Math.sqrt(mean + 1e-6)) * gain[at]!)
  })
}
const sum = (a: Rows, b: Rows): Rows => a.map((row, at) => row.map((value, i) => value + b[at]![i]!))
const gelu = (x: number): number => 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3)))

/** @returns the residual stream after each layer, and the features */
export function umt5(p: Parameters, ids: readonly number[], heads: number): { layers: Rows[]; features: Rows } {
  const { dims, data } = p['token_embedding.weight']!
  const width = dims[1]!
  let x: Rows = ids.map((id) => Array.from({ length: width }, (_, at) => data[id * width + at]!))
  const layers: Rows[] = []
  for (let layer = 0; `blocks.${layer}.norm1.weight` in p; layer++) {
    const name = `blocks.${layer}`
    const bias = p[`${name}.pos_embedding.embedding.weight`]!.data
    const normed = norm(p, x, `${name}.norm1`)
    const [q, k, v] = ['q', 'k', 'v'].map((role) => linear(p, normed, `${name}.attn.${role}`)) as [Rows, Rows, Rows]
    const head = q[0]!.length / heads
    const mixed = q.map((query, at) =>
      query.map((_, column) => {
        const first = Math.floor(column / head) * head
        const weights = k.map((key, other) => {
          let score = bias[bucketOf(other - at) * heads + first / head]!
          for (let i = first; i < first + head; i++) score += query[i]! * key[i]!
          return Math.exp(score)
        })
        const all = weights.reduce((a, b) => a + b)
        return weights.reduce((total, weight, other) => total + (weight / all) * v[other]![column]!, 0)
      })
    )
    x = sum(x, linear(p, mixed, `${name}.attn.o`))
    const again = norm(p, x, `${name}.norm2`)
    const gate = linear(p, again, `${name}.ffn.gate.0`)
    const wide = linear(p, again, `${name}.ffn.fc1`).map((row, at) =>
      row.map((value, i) => value * gelu(gate[at]![i]!))
    )
    x = sum(x, linear(p, wide, `${name}.ffn.fc2`))
    layers.push(x)
  }
  return { layers, features: norm(p, x, 'norm') }
}
