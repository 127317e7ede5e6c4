/** Runs umT5's encoder on one prompt, one layer in memory at a time; embedding rows are read from the file. */
import type { Graph } from '../onnx/graph.ts'
import type { Feeds } from '../runtime/feeds.ts'
import { loadGraph, type RuntimeOptions } from '../runtime/loaded-graph.ts'
import { readRows, type Weights } from '../weights/safetensors.ts'
import { bucketsOf, bucketTable, umt5EndGraph, umt5LayerGraph, umt5Layers } from './umt5.ts'

/**
 * @param ids of the prompt's tokens, with the end token, without padding
 * @param heard called with the residual stream after each layer, [tokens, width]; may wait
 * @returns features [tokens, width]
 * @throws Failure `weights.tensor`, `runtime.load`, `runtime.run`
 */
export async function encodeUmt5(
  weights: Weights,
  ids: readonly number[],
  options: RuntimeOptions,
  heard: (layer: number, x: Float32Array) => unknown = () => undefined
): Promise<Float32Array> {
  let x = readRows(weights, 'token_embedding.weight', ids)
  const width = x.length / ids.length
  const buckets = { data: bucketTable(ids.length, bucketsOf(weights)), dims: [ids.length, ids.length] }
  const through = async (graph: Graph, more: Feeds): Promise<Float32Array> => {
    const loaded = await loadGraph(graph, options)
    try {
      return (await loaded.run({ x: { data: x, dims: [ids.length, width] }, ...more })).floats('y')
    } finally {
      await loaded.release()
    }
  }
  for (let layer = 0; layer < umt5Layers(weights); layer++) {
    x = await through(umt5LayerGraph(weights, layer), { buckets })
    await heard(layer, x)
  }
  return through(umt5EndGraph(weights), {})
}
