/**
 * Wan's picture decoder (vae.py:369-472; memflow.md §5.2, §5.3) as two graphs of one latent frame each: `first` gives one
 * picture, `next` as many as the temporal layers double to (Wan: 4). Causal: what later frames need is in the caches.
 * Sizes are read from the weights.
 */
import { Graph, type Value } from '../onnx/graph.ts'
import { add, attention, concat, mul, reshape, silu, split, transpose } from '../onnx/ops.ts'
import { entryOf, type Weights } from '../weights/safetensors.ts'
import {
  biasOf,
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

/** Undoes the normalisation of latents: latent · std + mean, per channel (memflow.md §5.1). */
export interface LatentScale {
  readonly mean: readonly number[]
  readonly std: readonly number[]
}

/**
 * Input `latent` [1, channels, height, width], normalised, and the caches; output `pictures` [n, 3, rows, columns] about
 * -1 … 1, not clamped, and the caches' next content.
 * @param step `first`: of a film's first latent frame
 * @param weights under Wan's names: `conv2.*`, `decoder.*`
 * @throws Failure `weights.tensor` when a tensor is missing or does not fit
 */
export function wanDecoderGraph(
  weights: Weights,
  scale: LatentScale,
  size: { readonly height: number; readonly width: number },
  step: 'first' | 'next'
): FrameGraph {
  const g = new Graph(`wan decoder, ${step}`)
  const b: FrameBuilder = { g, weights, caches: [], flops: 0 }
  const channels = scale.mean.length
  entryOf(weights, 'conv2.weight', [channels, channels, 1, 1, 1])
  const latent = g.input('latent', 'float32', [1, channels, size.height, size.width])
  const perChannel = (values: readonly number[]): Value => g.floats(values, [1, channels, 1, 1])
  const raw = add(g, mul(g, latent, perChannel(scale.std)), perChannel(scale.mean))
  let frames: Frames = { x: raw, frames: 1, channels, rows: size.height, columns: size.width }

  frames = pointwise(b, frames, 'conv2')
  frames = causal(b, frames, 'decoder.conv1')
  frames = residual(b, frames, 'decoder.middle.0')
  frames = attended(b, frames, 'decoder.middle.1')
  frames = residual(b, frames, 'decoder.middle.2')
  for (let layer = 0; ; layer++) {
    const name = `decoder.upsamples.${layer}`
    if (weights.tensors.has(`${name}.resample.1.weight`)) frames = upsampled(b, frames, name, step)
    else if (weights.tensors.has(`${name}.residual.0.gamma`)) frames = residual(b, frames, name)
    else break
  }
  frames = causal(b, { ...frames, x: silu(g, norm(b, frames, 'decoder.head.0')) }, 'decoder.head.2')
  g.output(frames.x, 'float32', [frames.frames, frames.channels, frames.rows, frames.columns], 'pictures')
  return { graph: g, caches: b.caches, flops: b.flops }
}

/** A convolution over a frame and the two before it, zero-padded in space: three frames are stacked as channels. */
function causal(b: FrameBuilder, frames: Frames, name: string): Frames {
  const [out = 0, into = 0, time = 0, kernel = 0] = entryOf(b.weights, `${name}.weight`).shape
  entryOf(b.weights, `${name}.weight`, [out, frames.channels, time, kernel, kernel])
  const all = withPast(b, name, frames, time - 1)
  const shifted = Array.from({ length: time }, (_, at) => slice(b.g, all, at, at + frames.frames))
  const weight = transpose(b.g, b.g.weight(b.weights, `${name}.weight`), [0, 2, 1, 3, 4])
  const flat = reshape(b.g, weight, [out, time * into, kernel, kernel])
  const stacked = { ...frames, x: concat(b.g, shifted, 1), channels: time * into }
  const x = convolved(b, stacked, flat, biasOf(b, name, out), { out, kernel })
  return { ...frames, x, channels: out }
}

/** A 1×1×1 convolution. */
function pointwise(b: FrameBuilder, frames: Frames, name: string): Frames {
  const out = entryOf(b.weights, `${name}.weight`).shape[0] ?? 0
  entryOf(b.weights, `${name}.weight`, [out, frames.channels, 1, 1, 1])
  const weight = b.g.weight(b.weights, `${name}.weight`, [out, frames.channels, 1, 1])
  return { ...frames, x: convolved(b, frames, weight, biasOf(b, name, out), { out, kernel: 1 }), channels: out }
}

/** x / max(‖x‖ over channels, 1e-12) · √channels · gain, each position by itself. */
function norm({ g, weights }: FrameBuilder, { x, channels }: Frames, name: string): Value {
  const square = g.node('ReduceSumSquare', [x, g.ints([1])], { keepdims: 1 })[0]
  const length = g.node('Max', [g.node('Sqrt', [square])[0], g.floats([1e-12])])[0]
  const gain = mul(g, g.weight(weights, `${name}.gamma`, [1, channels, 1, 1]), g.floats([Math.sqrt(channels)]))
  return mul(g, mul(g, x, g.node('Reciprocal', [length])[0]), gain)
}

function residual(b: FrameBuilder, frames: Frames, name: string): Frames {
  const activated = (of: Frames, layer: number): Frames => ({
    ...of,
    x: silu(b.g, norm(b, of, `${name}.residual.${layer}`))
  })
  const inner = causal(b, activated(frames, 0), `${name}.residual.2`)
  const outer = causal(b, activated(inner, 3), `${name}.residual.6`)
  const past = b.weights.tensors.has(`${name}.shortcut.weight`) ? pointwise(b, frames, `${name}.shortcut`) : frames
  return { ...outer, x: add(b.g, outer.x, past.x) }
}

/** Self-attention of all positions of a frame, one head. */
function attended(b: FrameBuilder, frames: Frames, name: string): Frames {
  const { g } = b
  const { channels, rows, columns } = frames
  const three = frameConv(b, { ...frames, x: norm(b, frames, `${name}.norm`) }, `${name}.to_qkv`)
  const tokens = split(g, three.x, 1, 3).map((part) =>
    transpose(g, reshape(g, part, [frames.frames, channels, rows * columns]), [0, 2, 1])
  )
  b.flops += 4 * frames.frames * (rows * columns) ** 2 * channels
  const mixed = attention(g, tokens[0]!, tokens[1]!, tokens[2]!, { heads: 1, size: channels })
  const x = reshape(g, transpose(g, mixed, [0, 2, 1]), [frames.frames, channels, rows, columns])
  return { ...frames, x: add(g, frames.x, frameConv(b, { ...frames, x }, `${name}.proj`).x) }
}

/** Doubles the frames (where the layer has a temporal convolution; not for a film's first latent), then rows and columns. */
function upsampled(b: FrameBuilder, frames: Frames, name: string, step: 'first' | 'next'): Frames {
  const time = `${name}.time_conv`
  const doubled =
    step === 'next' && b.weights.tensors.has(`${time}.weight`) ? unfolded(b, causal(b, frames, time), 2) : frames
  return upConv(b, doubled, `${name}.resample.1`)
}
