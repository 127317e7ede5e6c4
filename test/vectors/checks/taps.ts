/** Reads the inner values of a graph that the transformer's own builders made. */
import type { Graph, Value } from '../../../kernels/onnx/graph.ts'
import type { Results } from '../../../kernels/runtime/loaded-graph.ts'
import type { Tap } from '../../../kernels/transformer/block.ts'

export const runtimeOptions = { threads: 0, spin: false }

export class Taps {
  readonly #values = new Map<string, Value>()

  readonly tap: Tap = (name, value) => {
    this.#values.set(name, value)
  }
  /** Makes every tapped value an output. Call it when the graph is complete. */
  expose(graph: Graph): void {
    const outputs = new Set(graph.outputs.map(({ name }) => name))
    for (const value of new Set(this.#values.values())) if (!outputs.has(value)) graph.output(value, 'float32', null)
  }
  /** @throws RangeError for a name that was not tapped. */
  read(results: Results, name: string): Float32Array {
    return results.floats(this.#values.get(name) ?? name)
  }
}

/** Arrays of floats, one after the other. */
export function joined(parts: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(parts.reduce((total, part) => total + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}
