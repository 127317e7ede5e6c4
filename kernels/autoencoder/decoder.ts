/** The storybook decoder as a graph. Every latent frame is decoded independently, so decoding streams. */
import { dataTypes, Graph, type Value } from '../onnx/graph.ts'
import { add, linear, mul, reshape, transpose } from '../onnx/ops.ts'
import { entryOf, type Weights } from '../weights/safetensors.ts'
import { conv, normSilu, residual, shuffled, type Builder } from './layers.ts'
import { decodedSize, doublings, rgb, type AutoencoderShape } from './shape.ts'

/**
 * Input `latents` [n, channels, height, width], raw (not normalised). Output `pictures`, framesPerLatent / hold of each
 * latent frame, either
 * - `uint8` [n, pictures, rows, columns, 3]: -1 … 1 rounded to 0 … 255, ready to show or to store, or
 * - `float32` [n, pictures, 3, rows, columns]: as the network gives them.
 * @throws Failure `weights.tensor` when a tensor is missing or does not fit the shape.
 */
export function decoderGraph(weights: Weights, shape: AutoencoderShape, pixels: 'uint8' | 'float32'): Graph {
  const g = new Graph('picture decoder')
  const latents = g.input('latents', 'float32', ['n', shape.channels, shape.height, shape.width])
  const { features, head } = decodedFeatures({ g, weights, eps: shape.eps }, latents, shape.blocks)

  const { patchOut: p } = shape
  const pictures = shape.framesPerLatent / shape.hold
  const times = 2 ** doublings(shape)
  const tiles = [-1, shape.height * times, shape.width * times, pictures]
  const { width, height } = decodedSize(shape)
  const { weight, bias } = pixelWeights(g, weights, head, pictures, p)
  if (pixels === 'uint8') {
    // (x + 1) · 127.5; quantising with a step of 1 rounds and clips in one pass.
    const scale = g.floats([127.5])
    const levels = linear(g, features, mul(g, weight, scale), add(g, mul(g, bias, scale), scale))
    const bytes = g.node('QuantizeLinear', [levels, g.floats([1])], { output_dtype: dataTypes.uint8 })[0]
    const rows = transpose(g, reshape(g, bytes, [...tiles, p, p * rgb]), [0, 3, 1, 4, 2, 5])
    const dims = [pictures, height, width, rgb]
    g.output(reshape(g, rows, [-1, ...dims]), 'uint8', ['n', ...dims], 'pictures')
  } else {
    const values = linear(g, features, weight, bias)
    const planes = transpose(g, reshape(g, values, [...tiles, p, p, rgb]), [0, 3, 6, 1, 4, 2, 5])
    const dims = [pictures, rgb, height, width]
    g.output(reshape(g, planes, [-1, ...dims]), 'float32', ['n', ...dims], 'pictures')
  }
  return g
}

/** Name of the last layer, and its number of input features. */
interface Head {
  readonly name: string
  readonly features: number
}

/**
 * Everything before the last layer: one row of features for each patch of pixels, [n · rows · columns, features]. In the
 * file the layers are numbered in a row: a convolution and its residual blocks for each size, between two sizes the
 * shuffle that doubles; at the end a norm, its SiLU and the last layer.
 */
function decodedFeatures(b: Builder, latents: Value, blocks: readonly number[]): { features: Value; head: Head } {
  let layer = 0
  const next = (): string => `decoder.${layer++}`
  let x = conv(b, latents, next())
  for (const [size, count] of blocks.entries()) {
    if (size > 0) {
      x = shuffled(b.g, conv(b, x, next()))
      layer++
    }
    for (let block = 0; block < count; block++) x = residual(b, x, next())
  }
  const norm = next()
  x = normSilu(b, x, norm)
  layer++
  const features = entryOf(b.weights, `${norm}.g`).shape[0] ?? 0
  const rows = reshape(b.g, transpose(b.g, x, [0, 2, 3, 1]), [-1, features])
  return { features: rows, head: { name: next(), features } }
}

/**
 * The last layer, a 1×1 convolution, as a matrix [outputs, features] and its bias. The file has its outputs in the order
 * (picture, colour, row, column); here they stand as pixels do in a picture, (picture, row, column, colour), so that whole
 * rows of a patch can be moved at once.
 */
function pixelWeights(
  g: Graph,
  weights: Weights,
  { name, features }: Head,
  pictures: number,
  patch: number
): { weight: Value; bias: Value } {
  const outputs = pictures * rgb * patch * patch
  entryOf(weights, `${name}.weight`, [outputs, features, 1, 1])
  const weight = g.weight(weights, `${name}.weight`, [pictures, rgb, patch * patch, features])
  const bias = g.weight(weights, `${name}.bias`, [pictures, rgb, patch * patch])
  return {
    weight: reshape(g, transpose(g, weight, [0, 2, 1, 3]), [outputs, features]),
    bias: reshape(g, transpose(g, bias, [0, 2, 1]), [outputs])
  }
}
