/** Tests a device: attention over a few numbers with a known result, without CPU fallback. */
import { Graph } from '../onnx/graph.ts'
import { attention } from '../onnx/ops.ts'
import { Failure } from '../../app/base/failure.ts'
import { withoutPlace } from './device-failure.ts'
import type { DeviceName } from './devices.ts'
import { loadGraph } from './loaded-graph.ts'

const rows = 48
const heads = 2
const size = 32
const dim = heads * size

/** The largest relative error of its result; or why there is none. */
export async function tryDevice(device: DeviceName): Promise<{ error: number } | { reason: string }> {
  const g = new Graph('first question')
  const [q, k, v] = ['q', 'k', 'v'].map((name) => g.input(name, 'float32', [1, rows, dim]))
  g.output(attention(g, q!, k!, v!, { heads, size }), 'float32', [1, rows, dim], 'y')
  const of = (factor: number): Float32Array => Float32Array.from({ length: rows * dim }, (_, i) => Math.sin(factor * i))
  const feeds = { q: of(0.37), k: of(0.71), v: of(1.3) }
  try {
    const loaded = await loadGraph(g, { threads: 1, spin: false, device, nowhereElse: true })
    const fed = Object.entries(feeds).map(([name, data]) => [name, { data, dims: [1, rows, dim] }])
    const answer = (await loaded.run(Object.fromEntries(fed))).floats('y')
    await loaded.release()
    return { error: errorOf(answer, attended(feeds)) }
  } catch (error) {
    const { detail } = Failure.from(error).toData().facts
    return { reason: withoutPlace(String(detail ?? error)) }
  }
}

/** The expected result, computed here in f64. */
function attended({ q, k, v }: { q: Float32Array; k: Float32Array; v: Float32Array }): Float64Array {
  const out = new Float64Array(rows * dim)
  for (let head = 0; head < heads; head++) {
    for (let row = 0; row < rows; row++) {
      const products = Array.from({ length: rows }, (_, column) => {
        let sum = 0
        for (let c = head * size; c < (head + 1) * size; c++) sum += q[row * dim + c]! * k[column * dim + c]!
        return Math.exp(sum / Math.sqrt(size))
      })
      const all = products.reduce((a, b) => a + b, 0)
      for (let c = head * size; c < (head + 1) * size; c++)
        out[row * dim + c] = products.reduce((sum, weight, column) => sum + weight * v[column * dim + c]!, 0) / all
    }
  }
  return out
}

/** NaN if any value is NaN. */
function errorOf(answer: Float32Array, right: Float64Array): number {
  const largest = right.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  return right.reduce((most, value, at) => Math.max(most, Math.abs(answer[at]! - value)), 0) / largest
}
