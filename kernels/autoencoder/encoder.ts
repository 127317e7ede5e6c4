/** The storybook encoder as a graph. */
import { Graph } from '../onnx/graph.ts'
import { reshape, transpose } from '../onnx/ops.ts'
import type { Weights } from '../weights/safetensors.ts'
import { conv, normSilu, residual, type Builder } from './layers.ts'
import { encodedSize, rgb, type AutoencoderShape } from './shape.ts'

/**
 * Input `frames` [n, framesPerLatent, 3, rows, columns] in -1 … 1; output `latents` [n, channels, height, width], raw
 * (not normalised).
 * @throws Failure `weights.tensor` when a tensor is missing.
 */
export function encoderGraph(weights: Weights, shape: AutoencoderShape): Graph {
  const { framesPerLatent, patchIn: p, channels } = shape
  const { width, height } = encodedSize(shape)
  const g = new Graph('picture encoder')
  const b: Builder = { g, weights, eps: shape.eps }

  const frames = g.input('frames', 'float32', ['n', framesPerLatent, rgb, height, width])
  const planes = framesPerLatent * rgb
  const patches = reshape(g, frames, [-1, planes, height / p, p, width / p, p])
  // Channels in the order (frame, colour, row, column).
  const folded = reshape(g, transpose(g, patches, [0, 1, 3, 5, 2, 4]), [-1, planes * p * p, height / p, width / p])

  let x = residual(b, conv(b, folded, 'encoder.0'), 'encoder.1')
  x = residual(b, conv(b, x, 'encoder.2', 2), 'encoder.3')
  x = conv(b, normSilu(b, x, 'encoder.4'), 'encoder.6')
  g.output(x, 'float32', ['n', channels, shape.height, shape.width], 'latents')
  return g
}
