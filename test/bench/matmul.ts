/** ONNX Runtime's rate for a large matrix product on these cores: the baseline of the transformer's rate. */
import { timed } from '../../engine/generate/stopwatch.ts'
import { openLargeProduct } from '../../kernels/runtime/large-product.ts'
import { median } from './figure.ts'

/** @returns a function that runs `repeats` products and returns the median GFLOP/s, and one that frees the memory */
export async function largeMatMul(threads: number) {
  const product = await openLargeProduct({ threads, spin: true })
  return {
    async rate(repeats: number): Promise<number> {
      const took: number[] = []
      for (let i = 0; i < repeats; i++) took.push((await timed(() => product.run())).took)
      return product.flops / median(took) / 1e6
    },
    release: () => product.release()
  }
}
