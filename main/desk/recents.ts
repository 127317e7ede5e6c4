/** Recently opened films, newest first, each with poster and last view. Stored in a small file. */
import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { lastViewSchema, type LastView } from '../../app/contract/commands.ts'
import type { RecentFilm } from '../../app/contract/window.ts'
import { Failure } from '../../app/base/failure.ts'
import { limits } from '../../app/base/limits.ts'
import { isFrame } from '../../app/film/picture.ts'
import { readWithin } from '../../engine/files/read-within.ts'
import { replaceFile } from '../../engine/files/replace-file.ts'
import { sha256 } from '../../engine/files/sha256.ts'
import { KeptFile, type TellLoss } from '../kept/kept-file.ts'

const most = 12
const schema = v.array(
  v.object({
    path: v.string(),
    title: v.string(),
    opened: v.number(),
    place: v.nullish(lastViewSchema, null),
    /** As `identityOf`; null where unknown. */
    file: v.nullish(v.string(), null)
  })
)
type Entry = v.InferOutput<typeof schema>[number]

export class Recents {
  readonly #file: KeptFile<typeof schema>
  readonly #posters: string
  #entries: readonly Entry[]

  /** @param folder where list and posters are stored; created if missing */
  constructor(folder: string, tell: TellLoss = () => undefined) {
    mkdirSync(folder, { recursive: true })
    this.#file = new KeptFile(join(folder, 'recent.json'), schema, { damaged: (path) => tell(lost(path)) })
    this.#posters = folder
    this.#entries = this.#file.read()?.slice(0, most) ?? []
  }

  get list(): RecentFilm[] {
    return this.#entries.map(({ path, title, opened }) => {
      const name = posterName(path)
      const poster = existsSync(join(this.#posters, name)) ? `/poster/${name}?${opened}` : null
      return { path, title, opened, present: existsSync(path), poster }
    })
  }

  /**
   * Adds or updates a film that was opened or changed. One opened under a new path or a second name stays one entry.
   * @param poster JPEG; undefined while the film has no pictures
   */
  note(path: string, title: string, poster: Uint8Array | undefined, now: number): void {
    const file = identityOf(path)
    const same = this.#entries.find((entry) => file !== null && entry.file === file && entry.path !== path)
    if (same) this.move(same.path, path)
    const others = this.#entries.filter((entry) => entry.path !== path)
    for (const { path: old } of others.slice(most - 1)) this.#dropPoster(old)
    this.#entries = [{ path, title, opened: now, place: this.lastViewOf(path), file }, ...others].slice(0, most)
    if (poster) replaceFile(join(this.#posters, posterName(path)), poster)
    this.#write()
  }

  /** Last view of a film; null when none was stored. */
  lastViewOf(path: string): LastView | null {
    return this.#entries.find((entry) => entry.path === path)?.place ?? null
  }

  keepLastView(path: string, view: LastView): void {
    this.#entries = this.#entries.map((entry) => (entry.path === path ? { ...entry, place: view } : entry))
    this.#write()
  }

  /** A film's file was moved or renamed; an entry already at the new path was another film's and is dropped. */
  move(from: string, to: string): void {
    this.#dropPoster(to)
    const [old, poster] = [from, to].map((path) => join(this.#posters, posterName(path))) as [string, string]
    if (existsSync(old)) renameSync(old, poster)
    const others = this.#entries.filter(({ path }) => path !== to)
    this.#entries = others.map((entry) => (entry.path === from ? { ...entry, path: to } : entry))
    this.#write()
  }

  /**
   * The user located the film listed at `missing` by opening `path`: the entry moves there, with its last view, unless the
   * title shows that it is another film.
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

  /** A poster by the name in its URL; undefined when there is none. */
  poster(name: string): Uint8Array<ArrayBuffer> | undefined {
    if (!/^[0-9a-f]{64}\.jpg$/.test(name)) return undefined
    try {
      const bytes = readWithin(join(this.#posters, name), limits.frameBytes)
      return isFrame(bytes) ? bytes : undefined // the file may have been replaced
    } catch {
      return undefined
    }
  }

  #dropPoster(path: string): void {
    rmSync(join(this.#posters, posterName(path)), { force: true })
  }

  #write(): void {
    this.#file.write([...this.#entries])
  }
}

const posterName = (path: string): string => `${sha256(path)}.jpg`

/** File identity that survives a move on the same disk; null where it cannot be determined. */
function identityOf(path: string): string | null {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false })
  return found ? `${found.ino}:${found.birthtimeNs}` : null // inode numbers are reused, with another birth time
}

const lost = (path: string): Failure =>
  new Failure(
    'kept.recents',
    'The list of recent films begins anew: the file with it is damaged.',
    `Your films are unchanged: open them with “Open…”. The damaged file was kept: ${path}`,
    { path }
  )
