/** A prompt's cross-attention memory on a device: brought there once, not at every pass. */
import { Graph } from '../onnx/graph.ts'
import { loadGraph, type LoadedGraph, type RuntimeOptions } from '../runtime/loaded-graph.ts'
import type { ResidentLayer, TextMemory, TransformerShape } from './types.ts'

/** Prompts on the device: that of the shot being made, and that of a chunk whose memory is made again for it. */
const mostThere = 2

export class ResidentText {
  readonly #shape: TransformerShape
  readonly #graph: LoadedGraph
  readonly #there = new Map<TextMemory, readonly ResidentLayer[]>()

  private constructor(shape: TransformerShape, graph: LoadedGraph) {
    this.#shape = shape
    this.#graph = graph
  }

  /** @throws Failure `runtime.load`, `device.*` */
  static async open(shape: TransformerShape, options: RuntimeOptions): Promise<ResidentText> {
    const g = new Graph('text to the device')
    for (const part of ['keys', 'values']) {
      const dims = [1, 'text', shape.dim]
      g.output(g.input(`host.${part}`, 'float32', dims), 'float32', dims, part)
    }
    return new ResidentText(shape, await loadGraph(g, options, ['keys', 'values']))
  }

  /** Per layer [1, tokens, dim]; at hand until two other prompts were asked for. */
  async of(text: TextMemory): Promise<readonly ResidentLayer[]> {
    const known = this.#there.get(text)
    if (known) {
      this.#there.delete(text)
      this.#there.set(text, known)
      return known
    }
    const layers: ResidentLayer[] = []
    this.#there.set(text, layers) // from now on, so that a failure half-way leaves nothing behind
    try {
      for (const [layer, keys] of text.keys.entries()) layers.push(await this.#bring(text, keys, text.values[layer]!))
    } catch (error) {
      this.#drop(text)
      throw error
    }
    const oldest = this.#there.keys().next().value!
    if (this.#there.size > mostThere) this.#drop(oldest)
    return layers
  }

  async release(): Promise<void> {
    for (const text of [...this.#there.keys()]) this.#drop(text)
    await this.#graph.release()
  }

  async #bring({ tokens }: TextMemory, keys: Float32Array, values: Float32Array): Promise<ResidentLayer> {
    const dims = [1, tokens, this.#shape.dim]
    const done = await this.#graph.run({ 'host.keys': { data: keys, dims }, 'host.values': { data: values, dims } })
    return { keys: done.resident('keys'), values: done.resident('values') }
  }

  #drop(text: TextMemory): void {
    for (const { keys, values } of this.#there.get(text) ?? []) {
      keys.dispose()
      values.dispose()
    }
    this.#there.delete(text)
  }
}
