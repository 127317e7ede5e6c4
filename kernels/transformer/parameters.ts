/** The model's parameters under their Wan key names (memflow.md §2.12), each checked for the shape the sizes ask for. */
import type { Graph, Value } from '../onnx/graph.ts'
import { int8Linear, linear, rmsNorm } from '../onnx/ops.ts'
import { quantised } from '../weights/int8.ts'
import { entryOf, readFloats, type Weights } from '../weights/safetensors.ts'

export class Parameters {
  readonly graph: Graph
  readonly #weights: Weights
  readonly #eps: number
  readonly #int8: boolean

  /** @param int8 whether `blockLinear` computes in 8 bits */
  constructor(graph: Graph, weights: Weights, eps: number, int8 = false) {
    this.graph = graph
    this.#weights = weights
    this.#eps = eps
    this.#int8 = int8
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

  /** As `linear`, for the large layers of a block: in 8 bits if these parameters are. Quantised here, as the graph is built. */
  blockLinear(name: string, x: Value, inputs: number, outputs: number): Value {
    if (!this.#int8) return this.linear(name, x, inputs, outputs)
    const g = this.graph
    const { codes, scales } = quantised(readFloats(this.#weights, `${name}.weight`, [outputs, inputs]), outputs)
    const [weight, perColumn] = [g.uint8s(codes, [inputs, outputs]), g.floats(scales, [outputs])]
    return int8Linear(g, x, weight, perColumn, this.get(`${name}.bias`, [outputs]), outputs)
  }

  /** RMS norm over the last axis (all heads together) with the gain `name`. */
  rmsNorm(name: string, x: Value, channels: number): Value {
    return rmsNorm(this.graph, x, this.get(`${name}.weight`, [channels]), this.#eps)
  }
}
