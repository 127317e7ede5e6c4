/** Opens a transformer: graphs over one weights file, behind the interface of types.ts. */
import { loadGraph, type LoadedGraph, type Results, type RuntimeOptions } from '../runtime/loaded-graph.ts'
import { openWeights } from '../weights/safetensors.ts'
import { candidatesOf, passFeeds } from './feeds.ts'
import { passFlops } from './flops.ts'
import { passGraph, textGraph, timeGraph, type LayerOutputs, type PassOptions } from './graphs.ts'
import { keptGroups, layerGroups, longestRun, preparedBytes, type PassBounds } from './groups.ts'
import { MemoryGraphs } from './memory-graphs.ts'
import { PassGroup, runPass, type Prepared, type Ran } from './pass.ts'
import { ResidentText } from './resident-text.ts'
import { checkShape, tokensPerFrame } from './shape.ts'
import { sinusoid } from './sinusoid.ts'
import type {
  Between,
  ForwardInput,
  ForwardOutput,
  KeptKeys,
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
  /**
   * What passes may take: a long one runs in groups of layers, and where memory is short not all are prepared at a time. Absent, and
   * on other devices than the CPU, where a pass is short: one graph.
   */
  readonly bounds?: PassBounds
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
  { withQueries = false, int8 = false, resident = null, bounds: asked, ...options }: TransformerOptions
): Promise<Transformer> {
  checkShape(shape)
  const weights = openWeights(weightsPath)
  const bounds = (options.device ?? 'cpu') === 'cpu' ? (asked ?? null) : null
  const groups = layerGroups(shape, bounds, int8)
  const isCut = groups.length > 1
  // A graph each with memory of its own would keep a layer's activations as often as there are groups.
  const sharing = isCut ? { ...options, arena: false } : options
  const groupsOf = (pass: PassOptions): PassGroup[] =>
    groups.map(
      (group) =>
        new PassGroup(preparedBytes(shape, group, pass.int8), async (): Promise<Prepared> => {
          const graph = passGraph(shape, weights, undefined, { ...pass, group })
          const staying = pass.resident ? [...graph.keys, ...graph.values] : []
          return { graph, loaded: await loadGraph(graph.graph, sharing, staying) }
        })
    )
  const passes = groupsOf({ withQueries, resident })
  const answers = int8 ? groupsOf({ int8 }) : passes
  const openText = async (): Promise<{ text: TextGraph; loaded: LoadedGraph }> => {
    const text = textGraph(shape, weights)
    return { text, loaded: await loadGraph(text.graph, sharing) }
  }
  const opened: { release(): Promise<void> }[] = []
  const open = async <Part extends { release(): Promise<void> }>(part: Promise<Part>): Promise<Part> => {
    opened.push(await part)
    return part
  }
  const release = async (): Promise<void> => {
    for (const part of opened.splice(0)) await part.release()
  }
  try {
    const time = await open(loadGraph(timeGraph(shape, weights), options))
    // Of a large model it is needed once per prompt, and takes as much memory as several layers.
    const textThere = isCut ? null : await openText()
    if (textThere) opened.push(textThere.loaded)
    const residentText = resident && (await open(ResidentText.open(shape, options)))
    const all = [...new Set([...answers, ...passes])]
    opened.push(...all)
    const kept = keptGroups(
      all.map(({ bytes }) => bytes),
      bounds?.memory ?? Infinity
    )
    for (const [at, group] of all.entries()) if (kept[at]) await group.keep()
    const memory = resident && (await open(Promise.resolve(new MemoryGraphs(shape, resident, options))))
    return {
      shape,
      tokensPerFrame: tokensPerFrame(shape),
      ...(memory && { memory }),
      async timeModulation(t: number): Promise<TimeModulation> {
        const feed = { data: sinusoid(t, shape.freqDim), dims: [1, shape.freqDim] }
        const results = await time.run({ sinusoid: feed })
        return { e: results.floats('e'), e0: results.floats('e0') }
      },
      async textMemory(features: Float32Array, tokens: number): Promise<TextMemory> {
        const { text, loaded } = textThere ?? (await openText())
        try {
          const results = await loaded.run({ features: { data: features, dims: [tokens, shape.textDim] } })
          return { tokens, ...layersOf([{ graph: text, results }]) }
        } finally {
          if (!textThere) await loaded.release()
        }
      },
      async forward(input: ForwardInput, between?: Between): Promise<ForwardOutput> {
        const { answerOnly = false } = input
        const text = (await residentText?.of(input.text)) ?? undefined
        const feedsOf = (group: number) => passFeeds(shape, input, text, groups[group])
        const ran = await runPass(answerOnly ? answers : passes, feedsOf, answerOnly, between)
        const written = answerOnly ? nothingWritten : resident ? stayed(ran) : layersOf(ran)
        return {
          output: ran.at(-1)!.results.floats('output'),
          ...written,
          ...(withQueries && !answerOnly && { queries: each(ran, 'queries', (results, name) => results.floats(name)) }),
          ...(shape.sma && { selected: selectedOf(ran, candidatesOf(input)) })
        }
      },
      longestRun: asked ? longestRun(shape, asked, groups) : 0,
      flops: (frames, pastFrames, textTokens) => passFlops(shape, frames, pastFrames, textTokens),
      release
    }
  } catch (error) {
    await release()
    throw error
  }
}

type TextGraph = ReturnType<typeof textGraph>
type Written = Pick<ForwardOutput, 'keys' | 'values' | 'resident'>
const nothingWritten: Written = { keys: [], values: [] }

/** Outputs that come once per layer, of all groups in order. */
const each = <Part extends string, Value>(
  ran: readonly { readonly graph: { readonly [part in Part]: readonly string[] }; readonly results: Results }[],
  part: Part,
  read: (results: Results, name: string) => Value
): Value[] => ran.flatMap(({ graph, results }) => graph[part].map((name) => read(results, name)))

const layersOf = (ran: readonly { readonly graph: LayerOutputs; readonly results: Results }[]) => ({
  keys: each(ran, 'keys', (results, name) => results.floats(name)),
  values: each(ran, 'values', (results, name) => results.floats(name))
})

function stayed(ran: readonly Ran[]): Written {
  const keys = each(ran, 'keys', (results, name) => results.resident(name))
  const values = each(ran, 'values', (results, name) => results.resident(name))
  return {
    ...nothingWritten,
    resident: {
      layers: keys.map((key, layer) => ({ keys: key, values: values[layer]! })),
      means: each(ran, 'means', (results, name) => results.floats(name))
    }
  }
}

const selectedOf = (ran: readonly Ran[], candidates: number): Int32Array[] =>
  each(ran, 'selected', (results, name) => Int32Array.from(candidates ? results.integers(name) : []))
