/**
 * Layers of streaming decoders: pictures are a batch of frames [frames, channels, rows, columns], and a layer's cache of
 * previous frames is an input and an output of the graph (memflow.md §5.3, §5.4).
 */
import { concat, matmul, reshape } from '../onnx/ops.ts'
import type { Graph, Value } from '../onnx/graph.ts'
import { entryOf, type Weights } from '../weights/safetensors.ts'

/** Previous frames that a layer caches: an input `name` and an output `name.next`, both [frames, channels, rows, columns]. */
export interface Cache {
  readonly name: string
  readonly dims: readonly [frames: number, channels: number, rows: number, columns: number]
  /** Frames that one latent frame has become at this layer. */
  readonly rate: number
}

/** Output of a cache's new content. */
export const nextOf = (name: string): string => `${name}.next`

/** A graph under construction, its weights, the caches so far, and the floating-point operations of its products. */
export interface FrameBuilder {
  readonly g: Graph
  readonly weights: Weights
  readonly caches: Cache[]
  flops: number
}

/** A finished graph of one latent frame, with its caches. */
export interface FrameGraph {
  readonly graph: Graph
  readonly caches: readonly Cache[]
  /** Of one run, multiplications and additions counted apart: convolutions and attention. */
  readonly flops: number
}

/** Frames, with their size. */
export interface Frames {
  readonly x: Value
  readonly frames: number
  readonly channels: number
  readonly rows: number
  readonly columns: number
}

/** The frames preceded by the layer's `past` cached ones; zeros at a film's start. */
export function withPast(b: FrameBuilder, name: string, frames: Frames, past: number): Value {
  const { g } = b
  const { x, channels, rows, columns } = frames
  const dims = [past, channels, rows, columns] as const
  const all = concat(g, [g.input(name, 'float32', dims), x], 0)
  g.output(slice(g, all, -past, Number.MAX_SAFE_INTEGER), 'float32', dims, nextOf(name))
  b.caches.push({ name, dims, rate: frames.frames })
  return all
}

/** How many latent frames before one its pictures depend on: each cache reaches further back than the layers before it. */
export const reachOf = ({ caches }: FrameGraph): number =>
  Math.ceil(caches.reduce((latents, { dims, rate }) => latents + dims[0] / rate, 0))

/** Frames from `from` to before `to`; negative ones count from the end. */
export const slice = (g: Graph, x: Value, from: number, to: number): Value =>
  g.node('Slice', [x, g.ints([from]), g.ints([to]), g.ints([0])])[0]

/** A convolution per frame, zero-padded to keep its size. */
export function frameConv(b: FrameBuilder, frames: Frames, name: string): Frames {
  const [out = 0, , kernel = 1] = entryOf(b.weights, `${name}.weight`).shape
  entryOf(b.weights, `${name}.weight`, [out, frames.channels, kernel, kernel])
  const weight = b.g.weight(b.weights, `${name}.weight`)
  return { ...frames, x: convolved(b, frames, weight, biasOf(b, name, out), { out, kernel }), channels: out }
}

/** The bias of a layer; none where the file has none. */
export function biasOf({ g, weights }: FrameBuilder, name: string, out: number): Value | null {
  if (!weights.tensors.has(`${name}.bias`)) return null
  entryOf(weights, `${name}.bias`, [out])
  return g.weight(weights, `${name}.bias`)
}

export function convolved(
  b: FrameBuilder,
  { x, frames, channels, rows, columns }: Frames,
  weight: Value,
  bias: Value | null,
  { out, kernel }: { readonly out: number; readonly kernel: number }
): Value {
  const pad = (kernel - 1) / 2
  b.flops += 2 * frames * rows * columns * out * channels * kernel * kernel
  return b.g.node('Conv', bias === null ? [x, weight] : [x, weight, bias], {
    pads: [pad, pad, pad, pad],
    kernel_shape: [kernel, kernel]
  })[0]
}

/**
 * Rows and columns doubled (nearest), then a 3×3 convolution, as one convolution of the small frames: the four pixels that
 * come of one see only 3×3 small ones, so four times the outputs and DepthToSpace give the same without a doubled tensor
 * (real-model.md §6).
 */
export function upConv(b: FrameBuilder, frames: Frames, name: string): Frames {
  const { g } = b
  const out = entryOf(b.weights, `${name}.weight`).shape[0] ?? 0
  entryOf(b.weights, `${name}.weight`, [out, frames.channels, 3, 3])
  const weight = g.weight(b.weights, `${name}.weight`)
  const phases = [0, 1].flatMap((row) =>
    [0, 1].map((column) => {
      const mixed = matmul(
        g,
        matmul(g, g.floats(taps[row]!, [3, 3]), weight),
        g.floats(transposed(taps[column]!), [3, 3])
      )
      return reshape(g, mixed, [out, 1, frames.channels, 3, 3])
    })
  )
  const kernel = reshape(g, concat(g, phases, 1), [4 * out, frames.channels, 3, 3])
  const bias = biasOf(b, name, out)
  const four =
    bias &&
    reshape(
      g,
      concat(
        g,
        Array.from({ length: 4 }, () => reshape(g, bias, [out, 1])),
        1
      ),
      [4 * out]
    )
  const small = convolved(b, frames, kernel, four, { out: 4 * out, kernel: 3 })
  const x = g.node('DepthToSpace', [small], { blocksize: 2, mode: 'CRD' })[0]
  return { x, frames: frames.frames, channels: out, rows: 2 * frames.rows, columns: 2 * frames.columns }
}

/** Which of a kernel's three taps fall on the small frame's row before, same, after: for the first and second row of each two. */
const taps = [
  [1, 0, 0, 0, 1, 1, 0, 0, 0],
  [0, 0, 0, 1, 1, 0, 0, 0, 1]
]
const transposed = (m: readonly number[]): number[] => m.map((_, at) => m[(at % 3) * 3 + Math.floor(at / 3)]!)

/** Each frame becomes `times` frames: the first share of its channels is the earliest. */
export const unfolded = (b: FrameBuilder, frames: Frames, times: number): Frames => ({
  ...frames,
  x: reshape(b.g, frames.x, [frames.frames * times, frames.channels / times, frames.rows, frames.columns]),
  frames: frames.frames * times,
  channels: frames.channels / times
})
