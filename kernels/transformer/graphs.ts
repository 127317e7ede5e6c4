/** The three graphs of a transformer: once per noise level, once per prompt, once per pass. */
import { Graph, type Value } from '../onnx/graph.ts'
import { cast, geluTanh, reshape, silu } from '../onnx/ops.ts'
import type { Weights } from '../weights/safetensors.ts'
import { dense, sparseWithOwn, type KeysValues } from './attention.ts'
import { block, modulations, type Attend, type Tap } from './block.ts'
import { head, patchEmbedding, unpatchify } from './ends.ts'
import { Parameters } from './parameters.ts'
import { headDim, tokensPerFrame } from './shape.ts'
import type { KeptKeys, TransformerShape } from './types.ts'

/** Names of the outputs that come once per layer. */
export interface LayerOutputs {
  readonly keys: readonly Value[]
  readonly values: readonly Value[]
}

/** `sinusoid` [1, freqDim] → `e` [1, dim], `e0` [1, 6 · dim] (memflow.md §2.3) */
export function timeGraph(shape: TransformerShape, weights: Weights): Graph {
  const g = new Graph('time')
  const p = new Parameters(g, weights, shape.eps)
  const { dim, freqDim } = shape
  const hidden = silu(g, p.linear('time_embedding.0', g.input('sinusoid', 'float32', [1, freqDim]), freqDim, dim))
  const e = p.linear('time_embedding.2', hidden, dim, dim)
  const e0 = p.linear('time_projection.1', silu(g, e), dim, 6 * dim)
  g.output(e, 'float32', [1, dim], 'e')
  g.output(e0, 'float32', [1, 6 * dim], 'e0')
  return g
}

/** `features` [text, textDim] → per layer cross-attention keys (after norm_k) and values [text, dim] (memflow.md §2.4, §2.8) */
export function textGraph(shape: TransformerShape, weights: Weights, tap?: Tap): { graph: Graph } & LayerOutputs {
  const g = new Graph('text memory')
  const p = new Parameters(g, weights, shape.eps)
  const { dim, textDim } = shape
  const features = g.input('features', 'float32', ['text', textDim])
  const context = p.linear(
    'text_embedding.2',
    geluTanh(g, p.linear('text_embedding.0', features, textDim, dim)),
    dim,
    dim
  )
  tap?.('ctx', context)
  const keys: Value[] = []
  const values: Value[] = []
  for (let layer = 0; layer < shape.layers; layer++) {
    const name = `blocks.${layer}.cross_attn`
    keys.push(p.rmsNorm(`${name}.norm_k`, p.linear(`${name}.k`, context, dim, dim), dim))
    values.push(p.linear(`${name}.v`, context, dim, dim))
  }
  for (const value of [...keys, ...values]) g.output(value, 'float32', ['text', dim])
  return { graph: g, keys, values }
}

/** Names of a pass's inputs that come once per layer. */
export const layerInputs = {
  text: (layer: number) => ({ keys: `text.keys.${layer}`, values: `text.values.${layer}` }),
  past: (layer: number) => ({ keys: `past.keys.${layer}`, values: `past.values.${layer}` }),
  memory: (layer: number) => ({ keys: `memory.keys.${layer}`, values: `memory.values.${layer}` })
}

/** How one layer of a graph attends, and the names of the candidates its heads kept (sparse only). */
interface Attention {
  readonly attend: (layer: number) => Attend
  readonly selected: Value[]
}

export interface PassOptions {
  readonly withQueries?: boolean
  readonly int8?: boolean
  readonly resident?: KeptKeys | null
  /** Default: all. */
  readonly group?: LayerGroup
}

/** Consecutive layers: `from` … `to` - 1. */
export interface LayerGroup {
  readonly from: number
  readonly to: number
}

/** The stream between two groups of layers, [tokens, dim]: what the one puts out, and the next takes in. */
export const carried = { out: 'stream.out', into: 'stream.in' } as const

export interface PassGraph extends LayerOutputs {
  readonly graph: Graph
  readonly selected: readonly Value[]
  readonly queries: readonly Value[]
  /** Mean keys; none without `resident`. */
  readonly means: readonly Value[]
}

/**
 * The graph of one pass, or of a group of its layers. Inputs: `latents`, `e`, `e0`, `cos`, `sin`, text memory and past of every layer
 * (`layerInputs`); with sparse memory `past` is the window alone, sink and bank are `memory`, and there are the
 * controls of `SparseControls`. Outputs: `output` and, under the names returned, each layer's own keys and values
 * [1, tokens, dim], the candidates kept [heads, keep] and, when asked for, the mean over each frame's tokens of the
 * queries of cross-attention [frames, dim].
 * @param int8 the large linears of the blocks in 8 bits; the ends, modulations and attention stay as they are
 * @param group its first layer takes in `latents`, or else the stream of the group before (`carried`); its last puts out
 * `output`, or else the stream
 * @param resident for memory on a device: keys and values come out as they are kept, in f16, the keys rotated at birth or not,
 * and the mean key of each frame with them [frames, dim]
 */
export function passGraph(
  shape: TransformerShape,
  weights: Weights,
  tap?: Tap,
  { withQueries = false, int8 = false, resident = null, group = wholeOf(shape) }: PassOptions = {}
): PassGraph {
  const g = new Graph(int8 ? 'transformer in 8 bits' : 'transformer')
  const p = new Parameters(g, weights, shape.eps, int8)
  const { dim, channels, latentHeight, latentWidth, layers } = shape
  const latentDims = ['frames', channels, latentHeight, latentWidth]
  const isFirst = group.from === 0
  const isLast = group.to === layers
  let stream = isFirst
    ? patchEmbedding(p, shape, g.input('latents', 'float32', latentDims))
    : g.input(carried.into, 'float32', ['tokens', dim])
  tap?.('tokens', stream)
  const e = isLast ? g.input('e', 'float32', [dim]) : null
  const here = Array.from({ length: group.to - group.from }, (_, at) => group.from + at)
  const modulation = modulations(p, shape, here, g.input('e0', 'float32', [6, dim]))
  const rotation = rotationInputs(g, shape)
  const attention = shape.sma ? sparseAttention(g, shape) : denseAttention(g, shape)
  const keys: Value[] = []
  const values: Value[] = []
  const queries: Value[] = []
  const means: Value[] = []
  for (const [at, layer] of here.entries()) {
    const text = keysValuesInput(g, layerInputs.text(layer), 'text', dim)
    const done = block(p, shape, layer, stream, modulation[at]!, text, rotation, attention.attend(layer))
    stream = done.stream
    const written = resident === 'rotated' ? done.rotatedKeys : done.own.keys
    keys.push(resident ? cast(g, written, 'float16') : written)
    values.push(resident ? cast(g, done.own.values, 'float16') : done.own.values)
    if (resident) means.push(frameMeans(g, shape, written))
    if (withQueries) queries.push(frameMeans(g, shape, done.asked))
  }
  tap?.('block_stack', stream)
  if (e === null) g.output(stream, 'float32', ['tokens', dim], carried.out)
  else {
    const patches = head(p, shape, stream, e)
    tap?.('head', patches)
    g.output(unpatchify(p, shape, patches), 'float32', latentDims, 'output')
  }
  for (const value of [...keys, ...values]) g.output(value, resident ? 'float16' : 'float32', [1, 'tokens', dim])
  for (const value of [...queries, ...means]) g.output(value, 'float32', ['frames', dim])
  for (const value of attention.selected) g.output(value, 'int64', [shape.heads, 'kept'])
  return { graph: g, keys, values, queries, means, selected: attention.selected }
}

const wholeOf = ({ layers }: TransformerShape): LayerGroup => ({ from: 0, to: layers })

/** Rows [1, frames · tokensPerFrame, dim] → their mean per frame [frames, dim] */
function frameMeans(g: Graph, shape: TransformerShape, rows: Value): Value {
  const byFrame = reshape(g, rows, [-1, tokensPerFrame(shape), shape.dim])
  return g.node('ReduceMean', [byFrame, g.ints([1])], { keepdims: 0 })[0]
}

/** `cos` and `sin` of the pass's own tokens. */
export function rotationInputs(g: Graph, shape: TransformerShape): { cos: Value; sin: Value } {
  const dims = ['tokens', headDim(shape) / 2]
  return { cos: g.input('cos', 'float32', dims), sin: g.input('sin', 'float32', dims) }
}

/** Keys and values [1, `tokens`, dim] as inputs. */
export function keysValuesInput(g: Graph, names: KeysValues, tokens: string, dim: number): KeysValues {
  const dims = [1, tokens, dim]
  return { keys: g.input(names.keys, 'float32', dims), values: g.input(names.values, 'float32', dims) }
}

function denseAttention(g: Graph, shape: TransformerShape): Attention {
  const attend = (layer: number): Attend => {
    const past = keysValuesInput(g, layerInputs.past(layer), 'past', shape.dim)
    return (query, own) => dense(g, shape, query, past, own)
  }
  return { attend, selected: [] }
}

function sparseAttention(g: Graph, shape: TransformerShape): Attention {
  const controls = {
    keep: g.input('keep', 'int64', [1]),
    ownCandidateTokens: g.input('ownCandidateTokens', 'int64', [1]),
    ownLocalFrom: g.input('ownLocalFrom', 'int64', [1])
  }
  const selected: Value[] = []
  const attend = (layer: number): Attend => {
    const memory = keysValuesInput(g, layerInputs.memory(layer), 'memory', shape.dim)
    const window = keysValuesInput(g, layerInputs.past(layer), 'past', shape.dim)
    return (query, own) => {
      const done = sparseWithOwn(g, shape, query, { memory, window }, own, controls)
      selected.push(done.selected)
      return done.output
    }
  }
  return { attend, selected }
}
