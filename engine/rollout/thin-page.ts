/** A page in memory without the frames that nothing needs any more. It is read as the whole one, but for those. */
import type { PageContent } from './page-content.ts'
import type { PageFormat } from './page-format.ts'
import { fromStored, toStored } from './precision.ts'

/** Keys and values of one frame in one layer, as stored. */
interface Part {
  readonly keys: Uint8Array
  readonly values: Uint8Array
}

export class ThinPage implements PageContent {
  readonly frames: number
  readonly size: number
  readonly #format: PageFormat
  /** Per layer and frame; null where it was given up. */
  readonly #parts: readonly (readonly (Part | null)[])[]
  /** Per layer and frame, of all that the page once held. */
  readonly #means: readonly (readonly Float64Array[])[]

  private constructor(
    format: PageFormat,
    parts: readonly (readonly (Part | null)[])[],
    means: readonly (readonly Float64Array[])[]
  ) {
    this.#format = format
    this.#parts = parts
    this.#means = means
    this.frames = parts[0]?.length ?? 0
    this.size = parts.flat().reduce((sum, part) => sum + (part ? part.keys.length + part.values.length : 0), 0)
  }

  /** @param kept frames, per layer */
  static of(page: PageContent, format: PageFormat, kept: readonly ReadonlySet<number>[]): ThinPage {
    const frames = Array.from({ length: page.frames }, (_, frame) => frame)
    const part = (layer: number, frame: number): Part => ({
      keys: toStored(page.keys(layer, frame), format.precision),
      values: toStored(page.values(layer, frame), format.precision)
    })
    return new ThinPage(
      format,
      kept.map((wanted, layer) => frames.map((frame) => (wanted.has(frame) ? part(layer, frame) : null))),
      kept.map((_, layer) => frames.map((frame) => page.meanKey(layer, frame)))
    )
  }

  lacks(layer: number, frame: number): boolean {
    return frame < this.frames && this.#parts[layer]![frame] === null
  }

  keys(layer: number, frame: number): Float32Array {
    return fromStored(this.#at(layer, frame).keys, this.#format.precision)
  }

  values(layer: number, frame: number): Float32Array {
    return fromStored(this.#at(layer, frame).values, this.#format.precision)
  }

  meanKey(layer: number, frame: number): Float64Array {
    return this.#means[layer]![frame]!
  }

  thinned(kept: readonly ReadonlySet<number>[]): ThinPage {
    const parts = this.#parts.map((frames, layer) =>
      frames.map((part, frame) => (kept[layer]!.has(frame) ? part : null))
    )
    return new ThinPage(this.#format, parts, this.#means)
  }

  /** @throws RangeError for a frame that it lacks: whoever gathers asks before */
  #at(layer: number, frame: number): Part {
    const part = this.#parts[layer]?.[frame]
    if (part) return part
    throw new RangeError(`Frame ${frame} of layer ${layer} was given up`)
  }
}
