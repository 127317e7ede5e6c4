/**
 * The tiny decoder for previews (TAEHV, the form of taew2_1; memflow.md §5.4) as a graph of one latent frame. Works on the
 * transformer's latents as they are. Sizes and the number of blocks are read from the weights.
 */
import { Failure } from '../../app/base/failure.ts'
import { Graph, type Value } from '../onnx/graph.ts'
import { add, concat, mul } from '../onnx/ops.ts'
import { entryOf, type Weights } from '../weights/safetensors.ts'
import {
  convolved,
  frameConv,
  slice,
  unfolded,
  upConv,
  withPast,
  type FrameBuilder,
  type FrameGraph,
  type Frames
} from './frame-layers.ts'

/** Number of a film's first pictures that are dropped, so that the count is Wan's, 4 n - 3. */
export const tinyTrimmed = 3

/**
 * Input `latent` [1, channels, height, width], normalised, and the caches; output `pictures` [4, 3, rows, columns] about
 * 0 … 1, not clamped, and the caches' next content.
 * @param weights under TAEHV's names, `decoder.N.*`
 * @throws Failure `weights.tensor` when a tensor is missing or does not fit
 */
export function tinyDecoderGraph(
  weights: Weights,
  size: { readonly height: number; readonly width: number }
): FrameGraph {
  const g = new Graph('tiny decoder')
  const b: FrameBuilder = { g, weights, caches: [], flops: 0 }
  const has = (layer: number, tensor: string): boolean => weights.tensors.has(`decoder.${layer}.${tensor}`)
  const channels = entryOf(weights, 'decoder.1.weight').shape[1] ?? 0
  const latent = g.input('latent', 'float32', [1, channels, size.height, size.width])
  const three = g.floats([3])
  const bounded = mul(g, g.node('Tanh', [g.node('Div', [latent, three])[0]])[0], three)
  let frames: Frames = { x: bounded, frames: 1, channels, rows: size.height, columns: size.width }

  const last = lastLayer(weights)
  let grown = 0
  for (let layer = 1; layer <= last; layer++) {
    const name = `decoder.${layer}`
    if (has(layer, 'conv.0.weight')) frames = remembering(b, frames, name)
    else if (has(layer, 'weight')) frames = frameConv(b, frames, name)
    else if (has(layer + 1, 'conv.weight')) {
      // Doubling, a pointwise layer and a convolution. The pointwise layer is moved before the doubling: same result, fewer
      // pixels.
      frames = upConv(b, grownFrames(b, frames, `decoder.${layer + 1}`, grown++ === 0 ? 1 : 2), `decoder.${layer + 2}`)
      layer += 2
    } else frames = { ...frames, x: g.node('Relu', [frames.x])[0] }
  }
  g.output(frames.x, 'float32', [frames.frames, frames.channels, frames.rows, frames.columns], 'pictures')
  return { graph: g, caches: b.caches, flops: b.flops }
}

function lastLayer(weights: Weights): number {
  const layers = [...weights.tensors.keys()].map((name) => Number(/^decoder\.(\d+)\./.exec(name)?.[1] ?? -1))
  const last = Math.max(-1, ...layers)
  if (last < 1 || last > 100)
    throw new Failure(
      'weights.tensor',
      `The weights file ${weights.path} has no tiny decoder.`,
      'Give a file with the tensors of TAEHV, decoder.1 and so on.',
      { path: weights.path }
    )
  return last
}

/** A pointwise layer without bias that makes `times` frames of each. Of a kernel with more outputs than needed the last are used. */
function grownFrames(b: FrameBuilder, frames: Frames, name: string, times: number): Frames {
  const { g, weights } = b
  const [out = 0] = entryOf(weights, `${name}.conv.weight`).shape
  const needed = times * frames.channels
  entryOf(weights, `${name}.conv.weight`, [Math.max(out, needed), frames.channels, 1, 1])
  const stored = g.weight(weights, `${name}.conv.weight`)
  const weight = out > needed ? slice(g, stored, -needed, out) : stored
  return unfolded(
    b,
    { ...frames, x: convolved(b, frames, weight, null, { out: needed, kernel: 1 }), channels: needed },
    times
  )
}

/** ReLU(three convolutions of a frame and the one before it + the frame). */
function remembering(b: FrameBuilder, frames: Frames, name: string): Frames {
  const { g } = b
  const relu = (x: Value): Value => g.node('Relu', [x])[0]
  const all = withPast(b, name, frames, 1)
  const both = concat(g, [frames.x, slice(g, all, 0, frames.frames)], 1)
  const first = frameConv(b, { ...frames, x: both, channels: 2 * frames.channels }, `${name}.conv.0`)
  const second = frameConv(b, { ...first, x: relu(first.x) }, `${name}.conv.2`)
  const third = frameConv(b, { ...second, x: relu(second.x) }, `${name}.conv.4`)
  return { ...frames, x: relu(add(g, third.x, frames.x)) }
}
