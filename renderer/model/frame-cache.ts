/**
 * An LRU cache of decoded pictures around the playhead. A chunk is fetched as a whole. Live pictures of chunks being made
 * are put in directly.
 */
import { unpackFrames } from '../../app/contract/frame-bundle.ts'
import type { TakeId } from '../../app/ids.ts'

/** Limits for all pictures together: 256 MB of pixels (115 s of the storybook pack); and a number of chunks. */
const mostPoints = 64_000_000
const mostChunks = 48
/** The chunk shown and the next one always stay, whatever their size. */
const leastChunks = 2

export interface ChunkAddress {
  readonly take: TakeId
  /** Index of the chunk inside its take. */
  readonly index: number
}

const keyOf = ({ take, index }: ChunkAddress): string => `${take}/${index}`

/** URL of one stored picture, for `<img>`. */
export const frameUrl = (chunk: ChunkAddress, frame: number): string => `/frame/${keyOf(chunk)}/${frame}`

export class FrameCache {
  readonly #chunks = new Map<string, readonly ImageBitmap[]>() // in order of use, oldest first
  readonly #loading = new Map<string, Promise<void>>()
  readonly #arrived: () => void

  /** @param arrived called whenever pictures arrived, to redraw the screen */
  constructor(arrived: () => void) {
    this.#arrived = arrived
  }

  has(chunk: ChunkAddress): boolean {
    return this.#chunks.has(keyOf(chunk))
  }

  /** The cached picture; if missing, it is fetched and `arrived` called. */
  frame(chunk: ChunkAddress, index: number): ImageBitmap | undefined {
    const key = keyOf(chunk)
    const frames = this.#chunks.get(key)
    if (frames === undefined) {
      this.fetch(chunk)
      return undefined
    }
    this.#chunks.delete(key)
    this.#chunks.set(key, frames)
    return frames[index]
  }

  /** Prefetches a chunk. */
  fetch(chunk: ChunkAddress): void {
    const key = keyOf(chunk)
    if (this.#chunks.has(key) || this.#loading.has(key)) return
    const loading = load(key)
      .then((files) => this.#keep(key, files))
      .catch(() => {}) // not stored yet, or the film is closing: retried when shown again
      .finally(() => this.#loading.delete(key))
    this.#loading.set(key, loading)
  }

  /** Live pictures that are not stored yet: JPEG, in display order. */
  async put(chunk: ChunkAddress, files: readonly Uint8Array<ArrayBuffer>[]): Promise<void> {
    await this.#keep(keyOf(chunk), files)
  }

  clear(): void {
    for (const frames of this.#chunks.values()) release(frames)
    this.#chunks.clear()
  }

  async #keep(key: string, files: readonly Uint8Array<ArrayBuffer>[]): Promise<void> {
    const frames = await Promise.all(files.map((file) => createImageBitmap(new Blob([file], { type: 'image/jpeg' }))))
    release(this.#chunks.get(key) ?? [])
    this.#chunks.set(key, frames)
    let points = 0
    for (const kept of this.#chunks.values()) points += pointsOf(kept)
    for (const [oldest, unused] of this.#chunks) {
      const { size } = this.#chunks
      if (size <= leastChunks || (size <= mostChunks && points <= mostPoints)) break
      points -= pointsOf(unused)
      release(unused)
      this.#chunks.delete(oldest)
    }
    this.#arrived()
  }
}

async function load(key: string): Promise<Uint8Array<ArrayBuffer>[]> {
  const answer = await fetch(`/frames/${key}`)
  if (!answer.ok) throw new Error(`no pictures at ${key}`)
  return unpackFrames(new Uint8Array(await answer.arrayBuffer()))
}

const pointsOf = (frames: readonly ImageBitmap[]): number =>
  frames.reduce((points, { width, height }) => points + width * height, 0)

const release = (frames: readonly ImageBitmap[]): void => frames.forEach((frame) => frame.close())
