/**
 * Keys and values on a device, by graphs without weights: what a pass wrote, cut into frames, and frames put together to a past.
 * Nothing of it comes back to the host.
 */
import { Graph, type Value } from '../onnx/graph.ts'
import { cast, concat, rotary } from '../onnx/ops.ts'
import type { Feed } from '../runtime/feeds.ts'
import { loadGraph, type LoadedGraph, type RuntimeOptions } from '../runtime/loaded-graph.ts'
import { ResidentTensor } from '../runtime/resident.ts'
import { ropeTables } from './rope.ts'
import { headDim, tokensPerFrame } from './shape.ts'
import type { KeptKeys, ResidentLayer, ResidentMemory, TransformerShape, WrittenLayer } from './types.ts'

/** Inputs of one Concat: a GPU's shader can read few buffers. */
const mostJoined = 6

export class MemoryGraphs implements ResidentMemory {
  readonly kept: KeptKeys
  readonly #shape: TransformerShape
  readonly #options: RuntimeOptions
  /** By what they do and for how many frames; a chunk has few different numbers. */
  readonly #graphs = new Map<string, Promise<LoadedGraph>>()

  constructor(shape: TransformerShape, kept: KeptKeys, options: RuntimeOptions) {
    this.kept = kept
    this.#shape = shape
    this.#options = options
  }

  async split(written: WrittenLayer, frames: number): Promise<readonly ResidentLayer[]> {
    const here = !(written.keys instanceof ResidentTensor)
    const name = `${here ? 'bring' : 'split'} ${frames}`
    const graph = await this.#graph(name, () => splitGraph(this.#shape, frames, here ? 'float32' : 'float16'))
    const done = await graph.run({ keys: written.keys, values: written.values })
    return Array.from({ length: frames }, (_, frame) => ({
      keys: done.resident(`keys.${frame}`),
      values: done.resident(`values.${frame}`)
    }))
  }

  async gather(frames: readonly ResidentLayer[], positions: readonly number[] | null): Promise<ResidentLayer> {
    const count = frames.length
    const turned = positions !== null
    const name = `gather ${count}${turned ? ' turned' : ''}`
    const graph = await this.#graph(name, () => gatherGraph(this.#shape, count, turned))
    const feeds: Record<string, Feed> = positions ? this.#rotation(positions) : {}
    frames.forEach(({ keys, values }, frame) => {
      feeds[`keys.${frame}`] = keys
      feeds[`values.${frame}`] = values
    })
    const done = await graph.run(feeds)
    return { keys: done.resident('keys'), values: done.resident('values') }
  }

  /** Frees the graphs; frames and pasts belong to whoever has them. */
  async release(): Promise<void> {
    const graphs = [...this.#graphs.values()]
    this.#graphs.clear()
    for (const graph of graphs) await (await graph).release()
  }

  #rotation(positions: readonly number[]): Record<'cos' | 'sin', Feed> {
    const { cos, sin } = ropeTables(this.#shape, positions)
    const dims = [positions.length * tokensPerFrame(this.#shape), headDim(this.#shape) / 2]
    return { cos: { data: cos, dims }, sin: { data: sin, dims } }
  }

  async #graph(name: string, build: () => Graph): Promise<LoadedGraph> {
    let loading = this.#graphs.get(name)
    if (!loading) {
      const graph = build()
      loading = loadGraph(
        graph,
        this.#options,
        graph.outputs.map((output) => output.name)
      )
      this.#graphs.set(name, loading)
      loading.catch(() => this.#graphs.delete(name))
    }
    return loading
  }
}

/** `keys`, `values` [1, frames · tokensPerFrame, dim] → `keys.N`, `values.N` float16 [1, tokensPerFrame, dim] */
function splitGraph(shape: TransformerShape, frames: number, given: 'float16' | 'float32'): Graph {
  const g = new Graph('frames of a page')
  const tokens = tokensPerFrame(shape)
  const dims = [1, tokens, shape.dim]
  for (const part of ['keys', 'values']) {
    const input = g.input(part, given, [1, frames * tokens, shape.dim])
    const whole = given === 'float16' ? input : cast(g, input, 'float16')
    for (let frame = 0; frame < frames; frame++) {
      const [from, to] = [g.ints([frame * tokens]), g.ints([(frame + 1) * tokens])]
      g.output(g.node('Slice', [whole, from, to, g.ints([1])])[0], 'float16', dims, `${part}.${frame}`)
    }
  }
  return g
}

/** `keys.N`, `values.N` float16 [1, tokensPerFrame, dim] → `keys`, `values` float32 [1, frames · tokensPerFrame, dim] */
function gatherGraph(shape: TransformerShape, frames: number, turned: boolean): Graph {
  const g = new Graph('past')
  const tokens = tokensPerFrame(shape)
  const rows = frames * tokens
  const together = (part: string): Value => {
    const each = Array.from({ length: frames }, (_, frame) =>
      g.input(`${part}.${frame}`, 'float16', [1, tokens, shape.dim])
    )
    return cast(g, joined(g, each), 'float32')
  }
  const keys = together('keys')
  const tables = (): [Value, Value] => {
    const dims = [rows, headDim(shape) / 2]
    return [g.input('cos', 'float32', dims), g.input('sin', 'float32', dims)]
  }
  const out = [1, rows, shape.dim]
  g.output(turned ? rotary(g, keys, ...tables(), shape.heads) : keys, 'float32', out, 'keys')
  g.output(together('values'), 'float32', out, 'values')
  return g
}

/** Along the tokens. */
function joined(g: Graph, parts: readonly Value[]): Value {
  if (parts.length === 1) return parts[0]!
  const groups = Array.from({ length: Math.ceil(parts.length / mostJoined) }, (_, at) =>
    parts.slice(at * mostJoined, (at + 1) * mostJoined)
  )
  const whole = groups.map((group) => (group.length === 1 ? group[0]! : concat(g, group, 1)))
  return joined(g, whole)
}
