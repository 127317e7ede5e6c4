/** Opens a transformer: three graphs over one weights file, behind the interface of types.ts. */
import { loadGraph, type Results, type LoadedGraph, type RuntimeOptions } from '../runtime/loaded-graph.ts'
import { openWeights } from '../weights/safetensors.ts'
import { candidatesOf, passFeeds } from './feeds.ts'
import { passFlops } from './flops.ts'
import { passGraph, textGraph, timeGraph, type LayerOutputs } from './graphs.ts'
import { checkShape, tokensPerFrame } from './shape.ts'
import { sinusoid } from './sinusoid.ts'
import type { ForwardInput, ForwardOutput, TextMemory, TimeModulation, Transformer, TransformerShape } from './types.ts'

export interface TransformerOptions extends RuntimeOptions {
  /** Whether every pass also tells the mean queries of cross-attention; the rest of its output stays the same. */
  readonly withQueries?: boolean
  /**
   * Whether denoising (`answerOnly`) computes the blocks' large linears in 8 bits. Passes that write keys and values stay exact,
   * so equal latents leave equal memory.
   */
  readonly int8?: boolean
}

/**
 * Loads a transformer.
 * @param weightsPath a .safetensors file with Wan's key names, F32, F16 or BF16
 * @throws Failure `model.shape` for sizes that do not fit together, `weights.*` for a file that does not fit them,
 *   `runtime.load` when the runtime cannot load it.
 */
export async function openTransformer(
  shape: TransformerShape,
  weightsPath: string,
  { withQueries = false, int8 = false, ...options }: TransformerOptions
): Promise<Transformer> {
  checkShape(shape)
  const weights = openWeights(weightsPath)
  const text = textGraph(shape, weights)
  const pass = passGraph(shape, weights, undefined, { withQueries })
  const answering = int8 ? passGraph(shape, weights, undefined, { int8 }) : pass
  const opened: LoadedGraph[] = []
  try {
    for (const graph of new Set([timeGraph(shape, weights), text.graph, pass.graph, answering.graph]))
      opened.push(await loadGraph(graph, options))
  } catch (error) {
    for (const loaded of opened) await loaded.release()
    throw error
  }
  const [timeLoaded, textLoaded, passLoaded, answeringLoaded = passLoaded] = opened as Loaded
  return {
    shape,
    tokensPerFrame: tokensPerFrame(shape),
    async timeModulation(t: number): Promise<TimeModulation> {
      const feed = { data: sinusoid(t, shape.freqDim), dims: [1, shape.freqDim] }
      const results = await timeLoaded.run({ sinusoid: feed })
      return { e: results.floats('e'), e0: results.floats('e0') }
    },
    async textMemory(features: Float32Array, tokens: number): Promise<TextMemory> {
      const results = await textLoaded.run({ features: { data: features, dims: [tokens, shape.textDim] } })
      return { tokens, ...layersOf(results, text) }
    },
    async forward(input: ForwardInput): Promise<ForwardOutput> {
      const { answerOnly = false } = input
      const feeds = passFeeds(shape, input)
      const { selected } = answerOnly ? answering : pass
      const results = await (answerOnly ? answeringLoaded.run(feeds, ['output', ...selected]) : passLoaded.run(feeds))
      const output = {
        output: results.floats('output'),
        ...(answerOnly ? { keys: [], values: [] } : layersOf(results, pass)),
        ...(withQueries && !answerOnly && { queries: pass.queries.map((name) => results.floats(name)) })
      }
      if (!shape.sma) return output
      const kept = selected.map((name) => Int32Array.from(candidatesOf(input) ? results.integers(name) : []))
      return { ...output, selected: kept }
    },
    flops: (frames, pastFrames, textTokens) => passFlops(shape, frames, pastFrames, textTokens),
    async release(): Promise<void> {
      for (const loaded of opened) await loaded.release()
    }
  }
}

/** The pass in 8 bits only where there is one. */
type Loaded = [LoadedGraph, LoadedGraph, LoadedGraph, LoadedGraph?]

const layersOf = (
  results: Results,
  { keys, values }: LayerOutputs
): { keys: Float32Array[]; values: Float32Array[] } => ({
  keys: keys.map((name) => results.floats(name)),
  values: values.map((name) => results.floats(name))
})
