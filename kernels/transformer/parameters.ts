/** The model's parameters under their Wan key names (memflow.md §2.12), each checked for the shape the sizes ask for. */
import type { Graph, Value } from '../onnx/graph.ts'
import { linear, rmsNorm } from '../onnx/ops.ts'
import { entryOf, type Weights } from '../weights/safetensors.ts'

export class Parameters {
  readonly graph: Graph
  readonly #weights: Weights
  readonly #eps: number

  constructor(graph: Graph, weights: Weights, eps: number) {
    this.graph = graph
    this.#weights = weights
    this.#eps = eps
  }

  /**
   * A parameter as float32, seen as `dims` when given.
   * @throws Failure `weights.tensor` when it is missing or stored in another shape.
   */
  get(name: string, shape: readonly number[], dims = shape): Value {
    entryOf(this.#weights, name, shape)
    return this.graph.weight(this.#weights, name, dims)
  }

  /** x [rows, inputs] through the linear layer `name` → [rows, outputs] */
  linear(name: string, x: Value, inputs: number, outputs: number): Value {
    const weight = this.get(`${name}.weight`, [outputs, inputs])
    return linear(this.graph, x, weight, this.get(`${name}.bias`, [outputs]))
  }

  /** RMS norm over the last axis (all heads together) with the gain `name`. */
  rmsNorm(name: string, x: Value, channels: number): Value {
    return rmsNorm(this.graph, x, this.get(`${name}.weight`, [channels]), this.#eps)
  }
}
