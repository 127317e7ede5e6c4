/** Opens a transformer: three graphs over one weights file, behind the interface of types.ts. */
import { loadGraph, type Results, type LoadedGraph, type RuntimeOptions } from '../runtime/loaded-graph.ts'
import { openWeights } from '../weights/safetensors.ts'
import { candidatesOf, passFeeds } from './feeds.ts'
import { passFlops } from './flops.ts'
import { MemoryGraphs } from './memory-graphs.ts'
import { passGraph, textGraph, timeGraph, type LayerOutputs } from './graphs.ts'
import { ResidentText } from './resident-text.ts'
import { checkShape, tokensPerFrame } from './shape.ts'
import { sinusoid } from './sinusoid.ts'
import type {
  ForwardInput,
  ForwardOutput,
  KeptKeys,
  ResidentPass,
  TextMemory,
  TimeModulation,
  Transformer,
  TransformerShape
} from './types.ts'

export interface TransformerOptions extends RuntimeOptions {
  /** Whether every pass also tells the mean queries of cross-attention; the rest of its output stays the same. */
  readonly withQueries?: boolean
  /**
   * Whether denoising (`answerOnly`) computes the blocks' large linears in 8 bits. Passes that write keys and values stay exact,
   * so equal latents leave equal memory.
   */
  readonly int8?: boolean
  /** Keys and values stay on the device, and how keys are kept there. Absent: they come back as arrays. */
  readonly resident?: KeptKeys | null
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
  { withQueries = false, int8 = false, resident = null, ...options }: TransformerOptions
): Promise<Transformer> {
  checkShape(shape)
  const weights = openWeights(weightsPath)
  const text = textGraph(shape, weights)
  const pass = passGraph(shape, weights, undefined, { withQueries, resident })
  const answering = int8 ? passGraph(shape, weights, undefined, { int8 }) : pass
  const staying = resident ? [...pass.keys, ...pass.values] : []
  const opened: LoadedGraph[] = []
  let textThere: ResidentText | undefined
  try {
    for (const graph of new Set([timeGraph(shape, weights), text.graph, pass.graph, answering.graph]))
      opened.push(await loadGraph(graph, options, graph === pass.graph ? staying : []))
    if (resident) textThere = await ResidentText.open(shape, options)
  } catch (error) {
    for (const loaded of opened) await loaded.release()
    throw error
  }
  const memory = resident && new MemoryGraphs(shape, resident, options)
  const [timeLoaded, textLoaded, passLoaded, answeringLoaded = passLoaded] = opened as Loaded
  const written = (results: Results): Pick<ForwardOutput, 'keys' | 'values' | 'resident'> =>
    resident ? { keys: [], values: [], resident: stayed(results, pass) } : layersOf(results, pass)
  return {
    shape,
    tokensPerFrame: tokensPerFrame(shape),
    ...(memory && { memory }),
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
      const feeds = passFeeds(shape, input, await textThere?.of(input.text))
      const { selected } = answerOnly ? answering : pass
      const results = await (answerOnly ? answeringLoaded.run(feeds, ['output', ...selected]) : passLoaded.run(feeds))
      const output = {
        output: results.floats('output'),
        ...(answerOnly ? { keys: [], values: [] } : written(results)),
        ...(withQueries && !answerOnly && { queries: pass.queries.map((name) => results.floats(name)) })
      }
      if (!shape.sma) return output
      const kept = selected.map((name) => Int32Array.from(candidatesOf(input) ? results.integers(name) : []))
      return { ...output, selected: kept }
    },
    flops: (frames, pastFrames, textTokens) => passFlops(shape, frames, pastFrames, textTokens),
    async release(): Promise<void> {
      await textThere?.release()
      await memory?.release()
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

const stayed = (
  results: Results,
  { keys, values, means }: LayerOutputs & { readonly means: readonly string[] }
): ResidentPass => ({
  layers: keys.map((name, layer) => ({ keys: results.resident(name), values: results.resident(values[layer]!) })),
  means: means.map((name) => results.floats(name))
})
