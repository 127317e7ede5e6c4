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

/** Owns the buffers; the result of `gather` is valid until the next call. */
export class Gatherer {
  #buffers: PastLayer[] = []

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
    const past = view.layers.map((refs, layer) => {
      const { keys, values } = this.#buffer(layer, size)
      refs.forEach((ref, index) => {
        const page = pages.get(ref.page)!
        keys.set(page.keys(layer, ref.frame), index * frameSize)
        values.set(page.values(layer, ref.frame), index * frameSize)
      })
      rotate?.(shape, keys, view.positions[layer]!)
      return { keys, values }
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
