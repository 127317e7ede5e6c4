/** Decodes latents one by one, keeping the caches of one film. Any split into calls gives the same pictures. */
import type { Graph } from '../onnx/graph.ts'
import type { Feeds } from '../runtime/feeds.ts'
import { loadGraph, type LoadedGraph, type RuntimeOptions } from '../runtime/loaded-graph.ts'
import { nextOf, type Cache, type FrameGraph } from './frame-layers.ts'

/** Pictures [n, 3, rows, columns] of one latent frame, as the network gives them. */
export interface DecodedFrame {
  readonly pictures: Float32Array
  readonly dims: readonly number[]
}

export class StreamingDecoder {
  readonly #first: LoadedGraph | null
  readonly #next: LoadedGraph
  readonly #dims: readonly number[]
  readonly #caches: readonly Cache[]
  #past: Map<string, Float32Array> | null = null
  #opens = true

  private constructor(first: LoadedGraph | null, next: LoadedGraph, { graph, caches }: FrameGraph) {
    this.#first = first
    this.#next = next
    this.#dims = dimsOf(graph)
    this.#caches = caches
  }

  /**
   * @param first graph of a film's first latent frame; null: the same as for the others
   * @throws Failure `runtime.load`
   */
  static async open(first: FrameGraph | null, next: FrameGraph, options: RuntimeOptions): Promise<StreamingDecoder> {
    const opening = first && (await loadGraph(first.graph, options))
    return new StreamingDecoder(opening, await loadGraph(next.graph, options), next)
  }

  /** @param latent [channels, height, width] of one frame, normalised. @throws RangeError of another size; Failure `runtime.run` */
  async decode(latent: Float32Array): Promise<DecodedFrame> {
    const past = this.#past ?? new Map(this.#caches.map(({ name, dims }) => [name, new Float32Array(size(dims))]))
    const loaded = this.#past === null && this.#opens ? (this.#first ?? this.#next) : this.#next
    const feeds: Record<string, Feeds[string]> = { latent: { data: latent, dims: this.#dims } }
    const used = this.#caches.filter(({ name }) => loaded.inputs.some((port) => port.name === name))
    for (const { name, dims } of used) feeds[name] = { data: past.get(name)!, dims }
    const results = await loaded.run(feeds)
    for (const { name } of used) past.set(name, results.floats(nextOf(name)))
    this.#past = past
    return { pictures: results.floats('pictures'), dims: results.get('pictures').dims }
  }

  /**
   * Forgets what was decoded.
   * @param at `start`: the next latent frame is a film's first; `middle`: frames before it are missing, so pictures are right only
   *   once as many latent frames as the decoder reaches back were decoded
   */
  restart(at: 'start' | 'middle' = 'start'): void {
    this.#past = null
    this.#opens = at === 'start'
  }

  async release(): Promise<void> {
    await this.#first?.release()
    await this.#next.release()
  }
}

const size = (dims: readonly number[]): number => dims.reduce((all, each) => all * each, 1)
const dimsOf = (graph: Graph): readonly number[] => graph.inputs.find(({ name }) => name === 'latent')!.dims.map(Number)
