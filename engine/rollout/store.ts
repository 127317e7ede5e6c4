/** What is kept at hand between chunks and takes; the project file is asked for the rest. */
import { Failure } from '../../app/base/failure.ts'
import type { PageId } from '../../app/ids.ts'
import type { ArchivedFrame } from '../../app/ledger/records.ts'
import { readChapter, type Note } from '../memory/archive.ts'
import { damagedPage, Page, type PageFormat } from './page.ts'
import { fromStored, type Precision } from './precision.ts'
import { sha256 } from '../../files/sha256.ts'
import { readGist } from './gist.ts'

/** Asked for the stored bytes of what is not at hand, in one go; answers in the order asked, undefined where there is nothing. */
export type Fetch<Name extends string> = (names: readonly Name[]) => Promise<readonly (Uint8Array | undefined)[]>

/** Keeps the most recently used entries, up to a number of bytes. Whoever got an entry may hold it for as long as he likes. */
class Recent<Name extends string, Value> {
  readonly #entries = new Map<Name, Value>()
  readonly #limit: number
  readonly #sizeOf: (value: Value) => number
  #bytes = 0

  /** @param sizeOf bytes of memory that an entry takes */
  constructor(limit: number, sizeOf: (value: Value) => number) {
    this.#limit = limit
    this.#sizeOf = sizeOf
  }

  get(name: Name): Value | undefined {
    const value = this.#entries.get(name)
    if (value !== undefined) this.put(name, value)
    return value
  }

  put(name: Name, value: Value): void {
    this.#drop(name)
    this.#entries.set(name, value)
    this.#bytes += this.#sizeOf(value)
    while (this.#bytes > this.#limit && this.#entries.size > 1) this.#drop(this.#entries.keys().next().value!)
  }

  #drop(name: Name): void {
    const value = this.#entries.get(name)
    if (value === undefined) return
    this.#entries.delete(name)
    this.#bytes -= this.#sizeOf(value)
  }

  /** Every named entry; the missing ones are fetched, opened and kept. */
  async all(names: Iterable<Name>, fetch: Fetch<Name>, open: (name: Name, bytes: Uint8Array) => Value) {
    const found = new Map<Name, Value>()
    const missing: Name[] = []
    for (const name of new Set(names)) {
      const value = this.get(name)
      if (value === undefined) missing.push(name)
      else found.set(name, value)
    }
    const fetched = missing.length > 0 ? await fetch(missing) : []
    for (const [index, name] of missing.entries()) {
      const bytes = fetched[index]
      if (!bytes) throw gone(name)
      const value = open(name, bytes)
      this.put(name, value)
      found.set(name, value)
    }
    return found as ReadonlyMap<Name, Value>
  }
}

const gone = (name: string): Failure =>
  new Failure(
    'memory.missing',
    `The project no longer holds a part of the memory (${name.slice(0, 12)}…) that this shot starts from.`,
    'Make the shot before this one again, then this one.'
  )

const MiB = 2 ** 20
/**
 * What is kept at hand. A long film's memory names about ten pages per chunk, more when layers remember different frames: 3.3 MB
 * each in the storybook pack. Gists: an hour of it, 16 KB each; a longer film's are read anew at every new prompt. Chapters:
 * all of any film, they are asked for before every chunk. A re-cache needs the latents of the last four of Wan's chunks.
 */
const atHand = { pages: 256 * MiB, gists: 64 * MiB, chapters: 32 * MiB, latents: 64 * MiB }
/** An archived frame, about: three names and two numbers. */
const archivedFrameBytes = 400

function openChapter(id: PageId, bytes: Uint8Array): readonly ArchivedFrame[] {
  const frames = readChapter(id, bytes)
  if (frames) return frames
  throw damagedPage(id)
}

/** Pages, their gists, chapters of the archive, and latents, by name. */
export class MemoryStore {
  readonly #pages = new Recent<PageId, Page>(atHand.pages, ({ size }) => size)
  readonly #gists = new Recent<PageId, Float32Array>(atHand.gists, ({ byteLength }) => byteLength)
  readonly #chapters = new Recent<PageId, readonly ArchivedFrame[]>(
    atHand.chapters,
    ({ length }) => length * archivedFrameBytes
  )
  readonly #latents = new Recent<string, Float32Array>(atHand.latents, ({ byteLength }) => byteLength)

  keepPage(page: Page): void {
    this.#pages.put(page.id, page)
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
  pages(ids: Iterable<PageId>, format: PageFormat, fetch: Fetch<PageId>): Promise<ReadonlyMap<PageId, Page>> {
    return this.#pages.all(ids, fetch, (id, bytes) => Page.read(id, bytes, format))
  }

  /** @throws Failure `memory.missing` or `memory.page`. */
  gists(ids: Iterable<PageId>, format: PageFormat, fetch: Fetch<PageId>): Promise<ReadonlyMap<PageId, Float32Array>> {
    return this.#gists.all(ids, fetch, (id, bytes) => readGist(id, bytes, format))
  }

  /** @throws Failure `memory.missing` or `memory.page`. */
  chapters(ids: Iterable<PageId>, fetch: Fetch<PageId>): Promise<ReadonlyMap<PageId, readonly ArchivedFrame[]>> {
    return this.#chapters.all(ids, fetch, openChapter)
  }

  /** @throws Failure `memory.missing` or `memory.latents` when the bytes are not those of that hash. */
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
