/** Merges a LoRA into its matrices, one at a time, with ONNX Runtime: for the published ones this is 0.7 TFLOP in total. */
import type { LazyTensor } from '../../kernels/checkpoints/tensor.ts'
import { Graph } from '../../kernels/onnx/graph.ts'
import { loadGraph, type LoadedGraph, type RuntimeOptions } from '../../kernels/runtime/loaded-graph.ts'
import { scaleOf, type Lora } from './lora.ts'

export interface Merger {
  /** A tensor's values, float32, with the LoRA's update where it has one. @throws Failure of reading; `runtime.run` */
  read(tensor: LazyTensor): Promise<Float32Array>
  release(): Promise<void>
}

/**
 * @param lora must fit the tensors that are read: `demandFit`
 * @throws Failure `runtime.load`
 */
export async function openMerger(lora: Lora, options: RuntimeOptions): Promise<Merger> {
  const graph = await loadGraph(sumGraph(), options)
  return { read: (tensor) => merged(graph, lora, tensor), release: () => graph.release() }
}

async function merged(graph: LoadedGraph, lora: Lora, tensor: LazyTensor): Promise<Float32Array> {
  const pair = lora.get(tensor.name.replace(/\.weight$/, ''))
  if (!pair || !tensor.name.endsWith('.weight')) return tensor.read()
  const scale = scaleOf(pair)
  const up = pair.up.read()
  const feeds = {
    weight: { data: tensor.read(), dims: tensor.shape },
    up: { data: scale === 1 ? up : up.map((value) => value * scale), dims: pair.up.shape },
    down: { data: pair.down.read(), dims: pair.down.shape }
  }
  return (await graph.run(feeds)).floats('sum')
}

/** `weight` [out, in] + `up` [out, rank] · `down` [rank, in] → `sum` */
function sumGraph(): Graph {
  const g = new Graph('merging a LoRA')
  const weight = g.input('weight', 'float32', ['out', 'in'])
  const up = g.input('up', 'float32', ['out', 'rank'])
  const down = g.input('down', 'float32', ['rank', 'in'])
  g.output(g.node('Gemm', [up, down, weight])[0], 'float32', ['out', 'in'], 'sum')
  return g
}
