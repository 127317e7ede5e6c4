/** Merges LoRAs into their matrices, one at a time, with ONNX Runtime: for the published ones this is 0.7 TFLOP in total. */
import type { LazyTensor } from '../../kernels/checkpoints/tensor.ts'
import { Graph } from '../../kernels/onnx/graph.ts'
import { physicalCores } from '../../kernels/runtime/cores.ts'
import { loadGraph, type LoadedGraph } from '../../kernels/runtime/loaded-graph.ts'
import { scaleOf, type Lora, type LoraPair } from './lora.ts'

export interface Merger {
  /** A tensor's values, float32, with the LoRAs' updates where there are any. @throws Failure of reading; `runtime.run` */
  read(tensor: LazyTensor): Promise<Float32Array>
  release(): Promise<void>
}

/**
 * @param loras must fit the tensors that are read: `demandFit`; several are added one after the other
 * @param threads 0: one a physical core
 * @throws Failure `runtime.load`
 */
export async function openMerger(loras: readonly Lora[], threads: number): Promise<Merger> {
  const graph = await loadGraph(sumGraph(), { threads: threads || physicalCores(), spin: false })
  return { read: (tensor) => merged(graph, loras, tensor), release: () => graph.release() }
}

async function merged(graph: LoadedGraph, loras: readonly Lora[], tensor: LazyTensor): Promise<Float32Array> {
  let data = tensor.read()
  for (const pair of pairsFor(tensor.name, loras)) {
    const scale = scaleOf(pair)
    const up = pair.up.read()
    const feeds = {
      weight: { data, dims: tensor.shape },
      up: { data: scale === 1 ? up : up.map((value) => value * scale), dims: pair.up.shape },
      down: { data: pair.down.read(), dims: pair.down.shape }
    }
    data = (await graph.run(feeds)).floats('sum')
  }
  return data
}

/** The updates of a tensor, by its name. */
export const pairsFor = (name: string, loras: readonly Lora[]): readonly LoraPair[] =>
  name.endsWith('.weight') ? loras.flatMap((lora) => lora.get(name.slice(0, -'.weight'.length)) ?? []) : []

/** `weight` [out, in] + `up` [out, rank] · `down` [rank, in] → `sum` */
function sumGraph(): Graph {
  const g = new Graph('merging a LoRA')
  const weight = g.input('weight', 'float32', ['out', 'in'])
  const up = g.input('up', 'float32', ['out', 'rank'])
  const down = g.input('down', 'float32', ['rank', 'in'])
  g.output(g.node('Gemm', [up, down, weight])[0], 'float32', ['out', 'in'], 'sum')
  return g
}
