/** V7: whole passes, with and without a past, to the clean picture and the pass's own keys and values. */
import { toClean } from '../../../engine/schedule/schedule.ts'
import { loadGraph } from '../../../kernels/runtime/loaded-graph.ts'
import { passFeeds } from '../../../kernels/transformer/feeds.ts'
import { passGraph } from '../../../kernels/transformer/graphs.ts'
import { openTransformer } from '../../../kernels/transformer/open.ts'
import { rotate } from '../../../kernels/transformer/rope.ts'
import { tokensPerFrame } from '../../../kernels/transformer/shape.ts'
import type { Row, VectorSet } from '../set.ts'
import { casesOf } from './block.ts'
import { joined, runtimeOptions, Taps } from './taps.ts'

export async function checkPass(id: string, set: VectorSet): Promise<Row[]> {
  const { shape } = set
  const transformer = await openTransformer(shape, set.weights.path, runtimeOptions)
  const text = await transformer.textMemory(set.floats(id, 'in.text'), set.shapeOf(id, 'in.text')[0]!)
  await transformer.release()
  const taps = new Taps()
  const { graph, keys, values } = passGraph(shape, set.weights, taps.tap)
  taps.expose(graph)
  const loaded = await loadGraph(graph, runtimeOptions)
  const latents = set.floats(id, 'in.latent')
  const frames = set.shapeOf(id, 'in.latent')[0]!
  const sigma = set.floats(id, 'in.t')[0]! / 1000
  const time = { e: set.floats(id, 'in.e'), e0: set.floats(id, 'in.e0') }
  const rows: Row[] = []
  for (const { name, start, past } of casesOf(id, set, 'flow')) {
    const positions = Array.from({ length: frames }, (_, frame) => start + frame)
    const layerPast = (all: Float32Array, layer: number): Float32Array => {
      const size = all.length / shape.layers
      return all.subarray(layer * size, (layer + 1) * size)
    }
    const pastFrames = past.keys.length / (shape.layers * shape.dim * tokensPerFrame(shape))
    const pastLayers = Array.from({ length: shape.layers }, (_, layer) => ({
      keys: layerPast(past.keys, layer),
      values: layerPast(past.values, layer)
    }))
    const input = { latents, frames, time, positions, text, past: pastLayers, pastFrames, memoryFrames: 0 }
    const results = await loaded.run(passFeeds(shape, input))
    const flow = results.floats('output')
    const clean = new Float32Array(flow.length)
    toClean('velocity', sigma, latents, flow, clean)
    const rotated = keys.map((key) => results.floats(key))
    for (const key of rotated) rotate(shape, key, positions)
    const computed = {
      block_stack: taps.read(results, 'block_stack'),
      head: taps.read(results, 'head'),
      flow,
      x0: clean,
      new_k: joined(rotated),
      new_v: joined(values.map((value) => results.floats(value)))
    }
    for (const [tensor, data] of Object.entries(computed)) rows.push(set.compare(id, `out.${tensor}_${name}`, data))
  }
  await loaded.release()
  return rows
}
