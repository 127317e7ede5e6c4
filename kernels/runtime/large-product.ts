/** A large matrix product: the rate that no run of a network on this machine exceeds by much. */
import { Graph } from '../onnx/graph.ts'
import { matmul } from '../onnx/ops.ts'
import { loadGraph, type RuntimeOptions } from './loaded-graph.ts'

const size = 1024

export interface LargeProduct {
  /** Floating-point operations, multiplications and additions counted apart. */
  readonly flops: number
  run(): Promise<void>
  release(): Promise<void>
}

/** @throws Failure `runtime.*`, `device.*` */
export async function openLargeProduct(options: RuntimeOptions): Promise<LargeProduct> {
  const g = new Graph('a large product')
  const dims = [size, size]
  const right = g.floats(
    Float32Array.from({ length: size * size }, (_, at) => Math.sin(at)),
    dims
  )
  g.output(matmul(g, g.input('left', 'float32', dims), right), 'float32', dims, 'product')
  const loaded = await loadGraph(g, options)
  const left = { data: Float32Array.from({ length: size * size }, (_, at) => Math.cos(at)), dims }
  return {
    flops: 2 * size ** 3,
    run: async () => void (await loaded.run({ left })),
    release: () => loaded.release()
  }
}
