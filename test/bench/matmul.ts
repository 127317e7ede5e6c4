/** ONNX Runtime's rate for a large matrix product on these cores: the baseline of the transformer's rate. */
import { Graph } from '../../kernels/onnx/graph.ts'
import { loadGraph } from '../../kernels/runtime/loaded-graph.ts'
import { median } from './figure.ts'

const size = 1024

/** @returns a function that runs `repeats` products and returns the median GFLOP/s, and one that frees the memory */
export async function largeMatMul(threads: number) {
  const graph = new Graph('matmul')
  const left = graph.input('left', 'float32', [size, size])
  const right = graph.floats(
    Float32Array.from({ length: size * size }, (_, i) => Math.sin(i)),
    [size, size]
  )
  graph.output(graph.node('MatMul', [left, right])[0], 'float32', [size, size], 'product')
  const session = await loadGraph(graph, { threads, spin: true })
  const feed = { left: { data: Float32Array.from({ length: size * size }, (_, i) => Math.cos(i)), dims: [size, size] } }
  return {
    async rate(repeats: number): Promise<number> {
      const seconds: number[] = []
      for (let i = 0; i < repeats; i++) {
        const began = performance.now()
        await session.run(feed)
        seconds.push((performance.now() - began) / 1000)
      }
      return (2 * size ** 3) / median(seconds) / 1e9
    },
    release: () => session.release()
  }
}
