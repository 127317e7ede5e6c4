/**
 * A page: the keys and values that one clean pass (or re-cache) wrote, immutable, as arrays in memory. For each layer in order,
 * keys then values, [frames · tokensPerFrame, dim], little-endian. Attention only ever reads the stored numbers, never the ones
 * before rounding, so a page read back tomorrow gives the same film as the page in memory today.
 */
import { Failure } from '../../app/base/failure.ts'
import type { PageId } from '../../app/ids.ts'
import { meanRows } from '../memory/score.ts'
import type { PageContent } from './page-content.ts'
import type { PageFormat, StoredBytes } from './page-format.ts'
import { bytesPerNumber, fromStored, toStored } from './precision.ts'
import { sha256 } from '../files/sha256.ts'
import { ThinPage } from './thin-page.ts'

/** Bytes up to which a page's numbers are also kept as they are computed with; of a larger one they are converted as they are read. */
const mostConverted = 16 * 2 ** 20

export class Page implements PageContent {
  readonly id: PageId
  /** Of its bytes. */
  readonly sha256: string
  readonly bytes: Uint8Array
  readonly frames: number
  readonly #format: PageFormat
  /** Null: too many. */
  readonly #numbers: Float32Array | null
  readonly #means = new Map<number, Float64Array>()

  private constructor(id: PageId, proof: string, bytes: Uint8Array, format: PageFormat) {
    this.id = id
    this.sha256 = proof
    this.bytes = bytes
    this.#format = format
    this.#numbers = bytes.length > mostConverted ? null : fromStored(bytes, format.precision)
    this.frames = bytes.length / frameBytes(format)
  }

  /**
   * Takes over the output of a pass, per layer [frames · tokensPerFrame, dim].
   * @param name gives the page's name from the hash of its bytes
   */
  static write(
    keys: readonly Float32Array[],
    values: readonly Float32Array[],
    format: PageFormat,
    name: (sha256: string) => PageId
  ): Page {
    const size = keys[0]!.length
    const all = new Float32Array(size * 2 * format.layers)
    for (let layer = 0; layer < format.layers; layer++) {
      all.set(keys[layer]!, size * 2 * layer)
      all.set(values[layer]!, size * (2 * layer + 1))
    }
    const bytes = toStored(all, format.precision)
    const hash = sha256(bytes)
    return new Page(name(hash), hash, bytes, format)
  }

  /** @throws Failure `memory.page` when the bytes do not match their hash or this model */
  static read(id: PageId, { bytes, sha256: proof }: StoredBytes, format: PageFormat): Page {
    if (sha256(bytes) !== proof || bytes.length === 0 || bytes.length % frameBytes(format) !== 0) throw damagedPage(id)
    return new Page(id, proof, bytes, format)
  }

  /** Bytes of memory: the stored form and the one computed with. */
  get size(): number {
    return this.bytes.byteLength + (this.#numbers?.byteLength ?? 0)
  }

  lacks(): boolean {
    return false
  }

  keys(layer: number, frame: number): Float32Array {
    return this.#part(2 * layer, frame)
  }

  values(layer: number, frame: number): Float32Array {
    return this.#part(2 * layer + 1, frame)
  }

  /** Pooled once. */
  meanKey(layer: number, frame: number): Float64Array {
    const index = layer * this.frames + frame
    let mean = this.#means.get(index)
    if (!mean) {
      const { dim, tokensPerFrame } = this.#format
      mean = meanRows(this.keys(layer, frame), dim, 0, tokensPerFrame)
      this.#means.set(index, mean)
    }
    return mean
  }

  thinned(kept: readonly ReadonlySet<number>[]): PageContent {
    const isWhole = kept.every((frames) => frames.size === this.frames)
    return isWhole ? this : ThinPage.of(this, this.#format, kept)
  }

  /** @throws Failure `memory.page` for a frame that the page does not hold: another frame's numbers would be read */
  #part(index: number, frame: number): Float32Array {
    if (frame >= this.frames) throw damagedPage(this.id)
    const size = this.#format.tokensPerFrame * this.#format.dim
    const start = (index * this.frames + frame) * size
    if (this.#numbers) return this.#numbers.subarray(start, start + size)
    const { precision } = this.#format
    const each = bytesPerNumber(precision)
    return fromStored(this.bytes.subarray(start * each, (start + size) * each), precision)
  }
}

export const damagedPage = (id: PageId): Failure =>
  new Failure(
    'memory.page',
    `A page of the film's memory (${id.slice(0, 12)}…) is damaged or belongs to another model.`,
    'Make the shot before this one again, or restore the project from a backup.'
  )

const frameBytes = ({ layers, tokensPerFrame, dim, precision }: PageFormat): number =>
  layers * 2 * tokensPerFrame * dim * bytesPerNumber(precision)
