/**
 * Copies the remembered frames of every layer into contiguous buffers, once per chunk: all passes of the chunk attend to the
 * same past (memflow.md §3.4). For slot models keys are rotated here, for their slots.
 */
import type { PageId } from '../../app/ids.ts'
import type { PastLayer, Rotate, TransformerShape } from '../../kernels/transformer/types.ts'
import type { AttendedMemory } from '../memory/view.ts'
import type { PageContent } from './page-content.ts'
import type { PageFormat } from './page-format.ts'
import type { GatheredPast } from './page-holder.ts'

/** Bytes that are copied once per chunk. Of a larger past each pass puts together the layers that it comes to. */
const mostCopied = 2 ** 30

type Part = keyof PastLayer

/** Owns the buffers; the result of `gather` is valid until the next call. */
export class Gatherer {
  readonly #most: number
  #buffers: PastLayer[] = []

  constructor(most = mostCopied) {
    this.#most = most
  }

  /** @param rotate for models that store keys unrotated; null when keys were rotated at birth */
  gather(
    view: AttendedMemory,
    pages: ReadonlyMap<PageId, PageContent>,
    { tokensPerFrame, dim }: PageFormat,
    shape: TransformerShape,
    rotate: Rotate | null
  ): GatheredPast['input'] {
    const frameSize = tokensPerFrame * dim
    const size = view.frames * frameSize
    const filled = (layer: number, part: Part, into: Float32Array): Float32Array => {
      view.layers[layer]!.forEach((ref, index) => {
        into.set(pages.get(ref.page)![part](layer, ref.frame), index * frameSize)
      })
      if (part === 'keys') rotate?.(shape, into, view.positions[layer]!)
      return into
    }
    const isLarge = view.layers.length * 2 * 4 * size > this.#most
    const past = view.layers.map((_, layer): PastLayer => {
      if (isLarge) return new LatePast((part) => filled(layer, part, new Float32Array(size)))
      const { keys, values } = this.#buffer(layer, size)
      return { keys: filled(layer, 'keys', keys), values: filled(layer, 'values', values) }
    })
    return { past, pastFrames: view.frames, memoryFrames: view.memoryFrames }
  }

  /** A layer's buffers cut to `size` numbers; they grow to the largest size requested so far. */
  #buffer(layer: number, size: number): PastLayer {
    let buffer = this.#buffers[layer]
    if (!buffer || buffer.keys.length < size) {
      buffer = { keys: new Float32Array(size), values: new Float32Array(size) }
      this.#buffers[layer] = buffer
    }
    return { keys: buffer.keys.subarray(0, size), values: buffer.values.subarray(0, size) }
  }
}

/** Put together anew whenever it is read. */
class LatePast implements PastLayer {
  readonly #made: (part: Part) => Float32Array

  constructor(made: (part: Part) => Float32Array) {
    this.#made = made
  }

  get keys(): Float32Array {
    return this.#made('keys')
  }

  get values(): Float32Array {
    return this.#made('values')
  }
}
