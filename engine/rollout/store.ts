/** Caches between chunks and takes; the project file has the rest. */
import { Failure } from '../../app/base/failure.ts'
import type { PageId } from '../../app/ids.ts'
import type { ArchivedFrame } from '../../app/ledger/records.ts'
import { readChapter, type Note } from '../memory/archive.ts'
import { readGist } from './gist.ts'
import { HostPages } from './host-pages.ts'
import { damagedPage } from './page.ts'
import type { PageFormat } from './page-format.ts'
import type { PageHolder } from './page-holder.ts'
import { fromStored, type Precision } from './precision.ts'
import { sha256 } from '../files/sha256.ts'
import { Recent, type Fetch } from './recent.ts'

const MiB = 2 ** 20
/**
 * Cache limits in bytes. Gists: an hour of them, 16 KB each; for longer films they are read again at every new prompt.
 * Chapters: all of any film, needed before every chunk. Latents: a re-cache needs the last four of Wan's chunks.
 */
const atHand = { gists: 64 * MiB, chapters: 32 * MiB, latents: 64 * MiB }
/** Approximate size of an archived frame: three names and two numbers. */
const archivedFrameBytes = 400

function openChapter(id: PageId, bytes: Uint8Array): readonly ArchivedFrame[] {
  const frames = readChapter(id, bytes)
  if (frames) return frames
  throw damagedPage(id)
}

/** Pages (in their holder), gists, chapters of the archive, and latents, by name. */
export class MemoryStore {
  readonly pages: PageHolder
  readonly #gists = new Recent<PageId, Float32Array>(atHand.gists, ({ byteLength }) => byteLength)
  readonly #chapters = new Recent<PageId, readonly ArchivedFrame[]>(
    atHand.chapters,
    ({ length }) => length * archivedFrameBytes
  )
  readonly #latents = new Recent<string, Float32Array>(atHand.latents, ({ byteLength }) => byteLength)

  constructor(pages: PageHolder = new HostPages()) {
    this.pages = pages
  }

  keepGist({ id, bytes }: Note, format: PageFormat): void {
    this.#gists.put(id, readGist(id, bytes, format))
  }

  keepChapter({ id, bytes }: Note): void {
    this.#chapters.put(id, openChapter(id, bytes))
  }

  keepLatents(hash: string, latents: Float32Array): void {
    this.#latents.put(hash, latents)
  }

  /** @throws Failure `memory.missing` or `memory.page`. */
  gists(ids: Iterable<PageId>, format: PageFormat, fetch: Fetch<PageId>): Promise<ReadonlyMap<PageId, Float32Array>> {
    return this.#gists.all(ids, fetch, (id, bytes) => readGist(id, bytes, format))
  }

  /** @throws Failure `memory.missing` or `memory.page`. */
  chapters(ids: Iterable<PageId>, fetch: Fetch<PageId>): Promise<ReadonlyMap<PageId, readonly ArchivedFrame[]>> {
    return this.#chapters.all(ids, fetch, openChapter)
  }

  /** @throws Failure `memory.missing`; `memory.latents` when the bytes do not match their hash */
  latents(hashes: Iterable<string>, precision: Precision, fetch: Fetch<string>) {
    return this.#latents.all(hashes, fetch, (hash, bytes) => {
      if (sha256(bytes) === hash) return fromStored(bytes, precision)
      throw new Failure(
        'memory.latents',
        `The latents of an earlier chunk (${hash.slice(0, 12)}…) are damaged.`,
        'Make the shot before this one again, or restore the project from a backup.'
      )
    })
  }
}
