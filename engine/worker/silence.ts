/** How long the engine answers nothing, told to main when a model is loaded: main must not take a long run for a hung process. */
import { openLargeProduct } from '../../kernels/runtime/large-product.ts'
import type { RuntimeOptions } from '../../kernels/runtime/loaded-graph.ts'
import { mostFlopsOfRun } from '../../kernels/transformer/groups.ts'
import { timed } from '../generate/stopwatch.ts'

/** Products that are timed: the fastest counts, as other programs compute too. */
const times = 3

/**
 * @param longestRun floating-point operations of the model's longest run
 * @returns milliseconds that it takes at the rate measured now; 0 for one of seconds on any machine
 * @throws Failure `runtime.*`, `device.*`
 */
export async function expectedSilence(longestRun: number, options: RuntimeOptions): Promise<number> {
  if (longestRun <= mostFlopsOfRun) return 0
  const product = await openLargeProduct(options)
  try {
    await product.run() // the first run also allocates
    let least = Infinity
    for (let time = 0; time < times; time++) least = Math.min(least, (await timed(() => product.run())).took)
    return Math.ceil((longestRun / product.flops) * least)
  } finally {
    await product.release()
  }
}
