/** V4 to V6: the inner values of block 0, through the builders the product uses. */
import { Graph } from '../../../kernels/onnx/graph.ts'
import type { Feeds } from '../../../kernels/runtime/feeds.ts'
import { loadGraph, type LoadedGraph } from '../../../kernels/runtime/loaded-graph.ts'
import { dense } from '../../../kernels/transformer/attention.ts'
import { block, modulations, selfAttention, type Attend } from '../../../kernels/transformer/block.ts'
import { keysValuesInput, rotationInputs } from '../../../kernels/transformer/graphs.ts'
import { openTransformer } from '../../../kernels/transformer/open.ts'
import { Parameters } from '../../../kernels/transformer/parameters.ts'
import { ropeTables } from '../../../kernels/transformer/rope.ts'
import { headDim, tokensPerFrame } from '../../../kernels/transformer/shape.ts'
import type { TransformerShape } from '../../../kernels/transformer/types.ts'
import { Failure } from '../../../app/base/failure.ts'
import type { Row, VectorSet } from '../set.ts'
import { runtimeOptions, Taps } from './taps.ts'

/** V4: modulated input, queries and keys after their norm and rotated at several start frames, values. */
export async function checkProjections(id: string, set: VectorSet): Promise<Row[]> {
  const { shape } = set
  const { loaded, taps } = await loadBlock(set)
  const tokens = set.shapeOf(id, 'in.x')[0]!
  const nothing = new Float32Array(shape.dim)
  const feedsAt = (start: number): Feeds => ({
    x: { data: set.floats(id, 'in.x'), dims: [tokens, shape.dim] },
    e0: { data: set.floats(id, 'in.e0'), dims: [6, shape.dim] },
    ...rotationFeeds(shape, tokens, start),
    ...keysValuesFeeds('past', new Float32Array(0), new Float32Array(0), shape.dim),
    // Cross-attention comes after everything looked at here.
    ...keysValuesFeeds('text', nothing, nothing, shape.dim)
  })
  const plain = await loaded.run(feedsAt(0))
  const rows = ['u', 'q_norm', 'k_norm', 'v'].map((name) => set.compare(id, `out.${name}`, taps.read(plain, name)))
  for (const tensor of set.tensors(id)) {
    const [, name, start] = /^out\.([qk]_rot)_(\d+)$/.exec(tensor) ?? []
    if (name) rows.push(set.compare(id, tensor, taps.read(await loaded.run(feedsAt(Number(start))), name)))
  }
  await loaded.release()
  return rows
}

/** V5: self-attention of a given input, with and without a past. */
export async function checkSelfAttention(id: string, set: VectorSet): Promise<Row[]> {
  const { shape } = set
  const graph = new Graph('self-attention')
  const taps = new Taps()
  const u = graph.input('u', 'float32', ['tokens', shape.dim])
  const parameters = new Parameters(graph, set.weights, shape.eps)
  selfAttention(parameters, shape, 0, u, rotationInputs(graph, shape), attendToPast(graph, shape), taps.tap)
  taps.expose(graph)
  const loaded = await loadGraph(graph, runtimeOptions)
  const tokens = set.shapeOf(id, 'in.u')[0]!
  const rows: Row[] = []
  for (const { name, start, past } of casesOf(id, set, 'heads')) {
    const results = await loaded.run({
      u: { data: set.floats(id, 'in.u'), dims: [tokens, shape.dim] },
      ...rotationFeeds(shape, tokens, start),
      ...keysValuesFeeds('past', past.keys, past.values, shape.dim)
    })
    for (const tensor of ['heads', 'attn'])
      rows.push(set.compare(id, `out.${tensor}_${name}`, taps.read(results, tensor)))
  }
  await loaded.release()
  return rows
}

/** V6: the residual stream through block 0, and what cross-attention adds to it. */
export async function checkBlock(id: string, set: VectorSet): Promise<Row[]> {
  const { shape } = set
  const transformer = await openTransformer(shape, set.weights.path, runtimeOptions)
  const text = await transformer.textMemory(set.floats(id, 'in.text'), set.shapeOf(id, 'in.text')[0]!)
  await transformer.release()
  const { loaded, taps } = await loadBlock(set)
  const tokens = set.shapeOf(id, 'in.x')[0]!
  const rows: Row[] = []
  for (const { name, start, past } of casesOf(id, set, 'after_self')) {
    const results = await loaded.run({
      x: { data: set.floats(id, 'in.x'), dims: [tokens, shape.dim] },
      e0: { data: set.floats(id, 'in.e0'), dims: [6, shape.dim] },
      ...rotationFeeds(shape, tokens, start),
      ...keysValuesFeeds('past', past.keys, past.values, shape.dim),
      ...keysValuesFeeds('text', text.keys[0]!, text.values[0]!, shape.dim)
    })
    for (const tensor of ['after_self', 'cross', 'after_cross', 'after_ffn'])
      rows.push(set.compare(id, `out.${tensor}_${name}`, taps.read(results, tensor)))
  }
  await loaded.release()
  return rows
}

/** Block 0 alone: `x`, `e0`, rotation, past and text in, every inner value out. */
async function loadBlock({ shape, weights }: VectorSet): Promise<{ loaded: LoadedGraph; taps: Taps }> {
  const graph = new Graph('block 0')
  const taps = new Taps()
  const parameters = new Parameters(graph, weights, shape.eps)
  const x = graph.input('x', 'float32', ['tokens', shape.dim])
  const [modulation] = modulations(parameters, shape, [0], graph.input('e0', 'float32', [6, shape.dim]))
  const text = keysValuesInput(graph, { keys: 'text.keys', values: 'text.values' }, 'text', shape.dim)
  const attend = attendToPast(graph, shape)
  block(parameters, shape, 0, x, modulation!, text, rotationInputs(graph, shape), attend, taps.tap)
  taps.expose(graph)
  return { loaded: await loadGraph(graph, runtimeOptions), taps }
}

function attendToPast(graph: Graph, shape: TransformerShape): Attend {
  const past = keysValuesInput(graph, { keys: 'past.keys', values: 'past.values' }, 'past', shape.dim)
  return (query, own) => dense(graph, shape, query, past, own)
}

function rotationFeeds(shape: TransformerShape, tokens: number, start: number): Feeds {
  const positions = Array.from({ length: tokens / tokensPerFrame(shape) }, (_, frame) => start + frame)
  const { cos, sin } = ropeTables(shape, positions)
  const dims = [tokens, headDim(shape) / 2]
  return { cos: { data: cos, dims }, sin: { data: sin, dims } }
}

function keysValuesFeeds(name: string, keys: Float32Array, values: Float32Array, dim: number): Feeds {
  const dims = [1, keys.length / dim, dim]
  return { [`${name}.keys`]: { data: keys, dims }, [`${name}.values`]: { data: values, dims } }
}

export interface PastCase {
  readonly name: string
  /** Temporal position of the pass's first frame. */
  readonly start: number
  readonly past: { readonly keys: Float32Array; readonly values: Float32Array }
}

/**
 * The cases of a vector: `empty` first, then the one with a past, in the order of `in.start_frames`. A vector
 * without start frames has those of V5.
 * @param output tensor of which there is one a case: `out.OUTPUT_CASE`
 * @throws Failure `vectors.malformed` when there are not as many start frames as cases
 */
export function casesOf(id: string, set: VectorSet, output: string): PastCase[] {
  const prefix = `out.${output}_`
  const names = set
    .tensors(id)
    .filter((tensor) => tensor.startsWith(prefix))
    .map((tensor) => tensor.slice(prefix.length))
    .sort((a, b) => Number(b === 'empty') - Number(a === 'empty'))
  const starts = set.integers(set.has(id, 'in.start_frames') ? id : 'V5', 'in.start_frames')
  if (starts.length !== names.length)
    throw new Failure(
      'vectors.malformed',
      `${id} has the cases ${names.join(', ')} but ${starts.length} start frames.`,
      'Record the set again.'
    )
  return names.map((name, index) => {
    const read = (tensor: string): Float32Array => (name === 'empty' ? new Float32Array(0) : set.floats(id, tensor))
    return { name, start: starts[index]!, past: { keys: read('in.past_k'), values: read('in.past_v') } }
  })
}
