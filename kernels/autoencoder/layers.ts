/**
 * What the storybook autoencoder is made of, on pictures [n, channels, rows, columns]. Channel counts are read from the
 * shapes of the weights.
 */
import type { Graph, Value } from '../onnx/graph.ts'
import { add, mul, silu } from '../onnx/ops.ts'
import { entryOf, type Weights } from '../weights/safetensors.ts'

/** A graph under construction, its weights, and the eps of its norms. */
export interface Builder {
  readonly g: Graph
  readonly weights: Weights
  readonly eps: number
}

/**
 * A convolution with bias, or two in sequence where the file has it factored into `name.0` and `name.1`. The kernel size is
 * the weight's. Zero-padded to keep the size, or to halve it at stride 2.
 */
export function conv(b: Builder, x: Value, name: string, stride = 1): Value {
  if (b.weights.tensors.has(`${name}.0.weight`)) return conv(b, conv(b, x, `${name}.0`, stride), `${name}.1`)
  const { g, weights } = b
  const pad = Math.floor(((entryOf(weights, `${name}.weight`).shape[2] ?? 1) - 1) / 2)
  const inputs = [x, g.weight(weights, `${name}.weight`), g.weight(weights, `${name}.bias`)]
  return g.node('Conv', inputs, { pads: [pad, pad, pad, pad], strides: [stride, stride] })[0]
}

/** x / √(mean over channels of x² + eps) · gain, then SiLU (Wan's RMS norm: each position by itself). */
export function normSilu({ g, weights, eps }: Builder, x: Value, name: string): Value {
  const [channels = 0] = entryOf(weights, `${name}.g`).shape
  const meanSquare = mul(g, g.node('ReduceSumSquare', [x, g.ints([1])], { keepdims: 1 })[0], g.floats([1 / channels]))
  const scale = g.node('Reciprocal', [g.node('Sqrt', [add(g, meanSquare, g.floats([eps]))])[0]])[0]
  return silu(g, mul(g, mul(g, x, scale), g.weight(weights, `${name}.g`)))
}

/** x + conv(silu(norm(conv(silu(norm(x)))))). */
export function residual(b: Builder, x: Value, name: string): Value {
  const inner = conv(b, normSilu(b, x, `${name}.na`), `${name}.a`)
  return add(b.g, x, conv(b, normSilu(b, inner, `${name}.nb`), `${name}.b`))
}

/** Four times the channels become twice the rows and columns (torch's PixelShuffle). */
export const shuffled = (g: Graph, x: Value): Value => g.node('DepthToSpace', [x], { blocksize: 2, mode: 'CRD' })[0]
