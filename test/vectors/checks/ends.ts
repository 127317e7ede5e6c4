/** V1 to V3: what happens once, before the blocks: patches, timesteps, text. */
import { warpedSchedule } from '../../../engine/schedule/schedule.ts'
import { Graph } from '../../../kernels/onnx/graph.ts'
import { loadGraph } from '../../../kernels/runtime/loaded-graph.ts'
import { patchEmbedding } from '../../../kernels/transformer/ends.ts'
import { textGraph } from '../../../kernels/transformer/graphs.ts'
import { openTransformer } from '../../../kernels/transformer/open.ts'
import { Parameters } from '../../../kernels/transformer/parameters.ts'
import { sinusoid } from '../../../kernels/transformer/sinusoid.ts'
import { readFloats } from '../../../kernels/weights/safetensors.ts'
import type { Row, VectorSet } from '../set.ts'
import { joined, runtimeOptions, Taps } from './taps.ts'

/** V1: tokens of a random latent, and of an impulse: the one token that is not the bias tells the order of tokens. */
export async function checkPatches(id: string, set: VectorSet): Promise<Row[]> {
  const { shape } = set
  const graph = new Graph('patch embedding')
  const dims = ['frames', shape.channels, shape.latentHeight, shape.latentWidth]
  const latents = graph.input('latents', 'float32', dims)
  const embedded = patchEmbedding(new Parameters(graph, set.weights, shape.eps), shape, latents)
  graph.output(embedded, 'float32', ['tokens', shape.dim], 'tokens')
  const loaded = await loadGraph(graph, runtimeOptions)
  const embed = async (tensor: string): Promise<Float32Array> => {
    const feed = { data: set.floats(id, tensor), dims: set.shapeOf(id, tensor) }
    return (await loaded.run({ latents: feed })).floats('tokens')
  }
  const impulse = await embed('in.impulse')
  const bias = readFloats(set.weights, 'patch_embedding.bias')
  const differing = Array.from({ length: impulse.length / shape.dim }, (_, token) => token).filter((token) =>
    bias.some((value, channel) => Math.abs(impulse[token * shape.dim + channel]! - value) > 1e-6)
  )
  const rows = [
    set.compare(id, 'out.tokens', await embed('in.latent')),
    set.compare(id, 'out.impulse_tokens', impulse),
    set.compareExactly(id, 'out.impulse_token_index', differing)
  ]
  await loaded.release()
  return rows
}

/** V2: sinusoid, e and e0 of every timestep, and the schedule's tables. */
export async function checkTimes(id: string, set: VectorSet): Promise<Row[]> {
  const { shape, config } = set
  const times = [...set.floats(id, 'in.t')]
  const transformer = await openTransformer(shape, set.weights.path, runtimeOptions)
  const modulations = []
  for (const t of times) modulations.push(await transformer.timeModulation(t))
  await transformer.release()
  const steps = Array.from({ length: 1000 }, (_, i) => 1000 - i)
  const table = warpedSchedule(steps, config.shift, 1000, 'velocity')
  return [
    set.compare(id, 'out.sinusoid', joined(times.map((t) => sinusoid(t, shape.freqDim)))),
    set.compare(id, 'out.e', joined(modulations.map(({ e }) => e))),
    set.compare(id, 'out.e0', joined(modulations.map(({ e0 }) => e0))),
    set.compare(id, 'out.sigmas_table', table.sigmas),
    set.compare(id, 'out.timesteps_table', table.timesteps)
  ]
}

/** V3: the text's context and every layer's cross-attention keys and values. */
export async function checkText(id: string, set: VectorSet): Promise<Row[]> {
  const { shape } = set
  const taps = new Taps()
  const { graph, keys, values } = textGraph(shape, set.weights, taps.tap)
  taps.expose(graph)
  const loaded = await loadGraph(graph, runtimeOptions)
  const feed = { data: set.floats(id, 'in.text'), dims: set.shapeOf(id, 'in.text') }
  const results = await loaded.run({ features: feed })
  await loaded.release()
  const stacked = (names: readonly string[]): Float32Array => joined(names.map((name) => results.floats(name)))
  return [
    set.compare(id, 'out.ctx', taps.read(results, 'ctx')),
    set.compare(id, 'out.cross_k', stacked(keys)),
    set.compare(id, 'out.cross_v', stacked(values))
  ]
}
