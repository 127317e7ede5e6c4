/** The storybook decoder as a graph. Every latent frame is decoded alone, so decoding streams. */
import { Graph, type Value } from '../onnx/graph.ts'
import { add, cast, linear, mul, reshape, transpose } from '../onnx/ops.ts'
import { entryOf, type Weights } from '../weights/safetensors.ts'
import { conv, normSilu, residual, shuffled, type Builder } from './layers.ts'
import { doublings, pictureSize, rgb, type AutoencoderShape } from './shape.ts'

/**
 * Input `latents` [n, channels, height, width], raw (not normalised). Output `frames`, either
 * - `uint8` [n, framesPerLatent, rows, columns, 3]: -1 … 1 rounded to 0 … 255, ready to show or to store, or
 * - `float32` [n, framesPerLatent, 3, rows, columns]: as the network gives them.
 * @throws Failure `weights.tensor` when a tensor is missing or does not fit the shape.
 */
export function decoderGraph(weights: Weights, shape: AutoencoderShape, pixels: 'uint8' | 'float32'): Graph {
  const g = new Graph('picture decoder')
  const latents = g.input('latents', 'float32', ['n', shape.channels, shape.height, shape.width])
  const features = decodedFeatures({ g, weights, eps: shape.eps }, latents)

  const { framesPerLatent: frames, patchOut: p } = shape
  const tiles = [-1, shape.height * 2 ** doublings, shape.width * 2 ** doublings, frames]
  const { width, height } = pictureSize(shape)
  const { weight, bias } = pixelWeights(g, weights, frames, p)
  if (pixels === 'uint8') {
    // (x + 1) · 127.5, and half a step more: cutting the fraction off then rounds.
    const scale = g.floats([127.5])
    const levels = linear(g, features, mul(g, weight, scale), add(g, mul(g, bias, scale), g.floats([128])))
    const bytes = cast(g, g.node('Clip', [levels, g.floats([0]), g.floats([255])])[0], 'uint8')
    const rows = transpose(g, reshape(g, bytes, [...tiles, p, p * rgb]), [0, 3, 1, 4, 2, 5])
    const dims = [frames, height, width, rgb]
    g.output(reshape(g, rows, [-1, ...dims]), 'uint8', ['n', ...dims], 'frames')
  } else {
    const values = linear(g, features, weight, bias)
    const planes = transpose(g, reshape(g, values, [...tiles, p, p, rgb]), [0, 3, 6, 1, 4, 2, 5])
    const dims = [frames, rgb, height, width]
    g.output(reshape(g, planes, [-1, ...dims]), 'float32', ['n', ...dims], 'frames')
  }
  return g
}

/** Everything before the last layer: one row of features for each patch of pixels, [n · rows · columns, features]. */
function decodedFeatures(b: Builder, latents: Value): Value {
  let x = conv(b, latents, 'decoder.0', 1)
  for (const name of ['decoder.1', 'decoder.2']) x = residual(b, x, name)
  x = shuffled(b.g, conv(b, x, 'decoder.3', 1))
  for (const name of ['decoder.5', 'decoder.6']) x = residual(b, x, name)
  x = shuffled(b.g, conv(b, x, 'decoder.7', 1))
  x = normSilu(b, residual(b, x, 'decoder.9'), 'decoder.10')
  return reshape(b.g, transpose(b.g, x, [0, 2, 3, 1]), [-1, widthOf(b.weights)])
}

/**
 * The last layer, a 1×1 convolution, as a matrix [outputs, features] and its bias. The file has its outputs in the order
 * (frame, colour, row, column); here they stand as pixels do in a frame, (frame, row, column, colour), so that whole
 * rows of a patch can be moved at once.
 */
function pixelWeights(g: Graph, weights: Weights, frames: number, patch: number): { weight: Value; bias: Value } {
  const outputs = frames * rgb * patch * patch
  const features = widthOf(weights)
  entryOf(weights, 'decoder.12.weight', [outputs, features, 1, 1])
  const weight = g.weight(weights, 'decoder.12.weight', [frames, rgb, patch * patch, features])
  const bias = g.weight(weights, 'decoder.12.bias', [frames, rgb, patch * patch])
  return {
    weight: reshape(g, transpose(g, weight, [0, 2, 1, 3]), [outputs, features]),
    bias: reshape(g, transpose(g, bias, [0, 2, 1]), [outputs])
  }
}

/** Channels that go into the last layer. */
const widthOf = (weights: Weights): number => entryOf(weights, 'decoder.10.g').shape[0] ?? 0
