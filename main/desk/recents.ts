/** The films opened last, newest first, each with a picture and with where one was in it. Kept in a small file; a damaged one is an empty list. */
import { existsSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { lastViewSchema, type LastView } from '../../app/contract/commands.ts'
import type { RecentFilm } from '../../app/contract/window.ts'
import { limits } from '../../app/base/limits.ts'
import { isFrame } from '../../app/film/picture.ts'
import { readTextWithin, readWithin } from '../../engine/files/read-within.ts'
import { sha256 } from '../../engine/files/sha256.ts'

const most = 12
const schema = v.array(
  v.object({
    path: v.string(),
    title: v.string(),
    opened: v.number(),
    place: v.nullish(lastViewSchema, null),
    /** As `identityOf`; null where that was not known. */
    file: v.nullish(v.string(), null)
  })
)
type Entry = v.InferOutput<typeof schema>[number]

export class Recents {
  readonly #file: string
  readonly #posters: string
  #entries: readonly Entry[]

  /** @param folder where the list and the pictures are kept; made when it is not there */
  constructor(folder: string) {
    mkdirSync(folder, { recursive: true })
    this.#file = join(folder, 'recent.json')
    this.#posters = folder
    this.#entries = readList(this.#file)
  }

  get list(): RecentFilm[] {
    return this.#entries.map(({ path, title, opened }) => {
      const name = posterName(path)
      const poster = existsSync(join(this.#posters, name)) ? `/poster/${name}?${opened}` : null
      return { path, title, opened, present: existsSync(path), poster }
    })
  }

  /**
   * A film is opened, or has changed. One that was moved, or has a second name, and is opened from there, stays one entry.
   * @param poster JPEG; undefined while the film has no pictures
   */
  note(path: string, title: string, poster: Uint8Array | undefined, now: number): void {
    const file = identityOf(path)
    const same = this.#entries.find((entry) => file !== null && entry.file === file && entry.path !== path)
    if (same) this.move(same.path, path)
    const others = this.#entries.filter((entry) => entry.path !== path)
    for (const { path: old } of others.slice(most - 1)) this.#dropPoster(old)
    this.#entries = [{ path, title, opened: now, place: this.lastViewOf(path), file }, ...others].slice(0, most)
    if (poster) writeFileSync(join(this.#posters, posterName(path)), poster)
    this.#write()
  }

  /** Where one was in a film; null when that was never kept. */
  lastViewOf(path: string): LastView | null {
    return this.#entries.find((entry) => entry.path === path)?.place ?? null
  }

  keepLastView(path: string, view: LastView): void {
    this.#entries = this.#entries.map((entry) => (entry.path === path ? { ...entry, place: view } : entry))
    this.#write()
  }

  /** The file of a film lies elsewhere now, or has another name; what is listed there already was of another. */
  move(from: string, to: string): void {
    this.#dropPoster(to)
    const [old, poster] = [from, to].map((path) => join(this.#posters, posterName(path))) as [string, string]
    if (existsSync(old)) renameSync(old, poster)
    const others = this.#entries.filter(({ path }) => path !== to)
    this.#entries = others.map((entry) => (entry.path === from ? { ...entry, path: to } : entry))
    this.#write()
  }

  /**
   * A person who looked for the film listed at `missing` has opened `path`: that is where it is, unless it is another
   * film by its title. Where one was in it is kept.
   */
  found(missing: string, path: string, title: string): void {
    const lost = this.#entries.find((entry) => entry.path === missing && entry.path !== path)
    if (lost?.title !== title || existsSync(missing)) return
    this.#entries = this.#entries.map((entry) =>
      entry.path === path ? { ...entry, place: entry.place ?? lost.place } : entry
    )
    this.forget(missing)
  }

  forget(path: string): void {
    this.#entries = this.#entries.filter((entry) => entry.path !== path)
    this.#dropPoster(path)
    this.#write()
  }

  /** The bytes of a picture by the name in its address; undefined when there is none. */
  poster(name: string): Uint8Array<ArrayBuffer> | undefined {
    if (!/^[0-9a-f]{64}\.jpg$/.test(name)) return undefined
    try {
      const bytes = readWithin(join(this.#posters, name), limits.frameBytes)
      return isFrame(bytes) ? bytes : undefined // anybody may have put another file there
    } catch {
      return undefined
    }
  }

  #dropPoster(path: string): void {
    rmSync(join(this.#posters, posterName(path)), { force: true })
  }

  #write(): void {
    const partial = `${this.#file}.partial` // a kill in the middle of writing leaves the old list
    writeFileSync(partial, JSON.stringify(this.#entries))
    renameSync(partial, this.#file)
  }
}

const posterName = (path: string): string => `${sha256(path)}.jpg`

/** Tells a file from every other, also after it was moved on its disk; null where that cannot be told. */
function identityOf(path: string): string | null {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false })
  return found ? `${found.ino}:${found.birthtimeNs}` : null // numbers of files are given again, with another time of birth
}

function readList(file: string): readonly Entry[] {
  try {
    return v.parse(schema, JSON.parse(readTextWithin(file, limits.keptFile))).slice(0, most)
  } catch {
    return [] // the first start, or a file that is not ours
  }
}
