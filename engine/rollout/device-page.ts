/** A page on a device: per layer and frame its keys and values, and on the host the mean keys that it is scored by. */
import type { ResidentLayer } from '../../kernels/transformer/types.ts'

export class DevicePage {
  readonly frames: number
  /** Bytes on the device. */
  readonly bytes: number
  /** Null where a frame was given up. */
  readonly #layers: readonly (readonly (ResidentLayer | null)[])[]
  /** Per layer [frames, dim]. */
  readonly #means: readonly (Float32Array | Float64Array)[]

  /** @param layers per layer its frames, which the page disposes of */
  constructor(layers: readonly (readonly (ResidentLayer | null)[])[], means: readonly (Float32Array | Float64Array)[]) {
    this.#layers = layers
    this.#means = means
    this.frames = layers[0]?.length ?? 0
    this.bytes = layers.flat().reduce((sum, each) => sum + (each ? each.keys.bytes + each.values.bytes : 0), 0)
  }

  /** Null for a frame that was given up, or that the page never held. */
  at(layer: number, frame: number): ResidentLayer | null {
    return this.#layers[layer]?.[frame] ?? null
  }

  /** Whether it once held this frame and does not any more. */
  lacks(layer: number, frame: number): boolean {
    return frame < this.frames && this.at(layer, frame) === null
  }

  /** Mean key of a frame over its tokens [dim]. */
  meanKey(layer: number, frame: number): Float64Array {
    const all = this.#means[layer]!
    const dim = all.length / this.frames
    return Float64Array.from(all.subarray(frame * dim, (frame + 1) * dim))
  }

  /**
   * The page without the frames that are not among these, which are disposed of.
   * @param kept per layer
   */
  thinned(kept: readonly ReadonlySet<number>[]): DevicePage {
    const layers = this.#layers.map((frames, layer) =>
      frames.map((each, frame) => {
        if (kept[layer]!.has(frame)) return each
        dispose(each)
        return null
      })
    )
    return new DevicePage(layers, this.#means)
  }

  dispose(): void {
    this.#layers.flat().forEach(dispose)
  }
}

function dispose(each: ResidentLayer | null): void {
  each?.keys.dispose()
  each?.values.dispose()
}
