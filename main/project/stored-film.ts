/** Read access to a project's file, and repair of damaged parts. `Project` adds changes to the film. */
import type { FailureData } from '../../app/base/failure.ts'
import type { Card, Film } from '../../app/film/film.ts'
import type { AudioId, ChunkId, PageId, SnapshotId, TakeId } from '../../app/ids.ts'
import { missingMemory } from '../../app/ledger/missing-memory.ts'
import type { ChunkRecord, Snapshot, TakeRecord } from '../../app/ledger/records.ts'
import { audioTypes, parseRecord, type AudioRecord } from '../../app/sound/stored-audio.ts'
import { checkMade, type FinishedChunk } from '../store/commit.ts'
import type { Fault } from '../store/faults.ts'
import { restoreChunk } from '../store/restore.ts'
import type { Store } from '../store/store.ts'
import { isSketchAsset, type Asset, type Sketch } from '../store/tables/assets.ts'
import type { PageOrigin } from '../store/tables/origins.ts'
import type { PageBytes } from '../store/tables/pages.ts'
import { KeptLedger, type Records } from './kept-ledger.ts'
import { cardPicture, filmPicture } from './poster.ts'

/** Chunks read in one go, some 10 MB of records; in a film with more, each take is read when it is needed. */
const readAtOnce = 20_000

/** How far a model's decoder looks back. */
interface LookBack {
  /** Chunks before one that its pictures depend on. */
  readonly chunksBack: number
  readonly latentsPerChunk: number
}

export abstract class StoredFilm {
  protected store: Store
  /** Null for a read-only film: another program may be adding to it. */
  protected ledger: KeptLedger | null
  /** The cache for a read-only film, with the file version it was read at. */
  #looked: { readonly version: number; readonly ledger: KeptLedger } | null = null

  /** @param read a cache of this file's records */
  protected constructor(store: Store, read?: KeptLedger) {
    this.store = store
    this.ledger = store.readOnly ? null : new KeptLedger(this.records, read)
  }

  abstract get film(): Film
  /** The ids of all takes in creation order; for a read-only film, as of opening. */
  abstract get known(): ReadonlySet<TakeId>

  get path(): string {
    return this.store.path
  }
  /** Why nothing can be changed, or null. */
  get readOnly(): FailureData | null {
    return this.store.readOnly
  }

  /** Whether a path leads to this file, even if it was moved. */
  isAt(path: string): boolean {
    return this.store.isAt(path)
  }
  /** Checks the whole file: yields each fault, and null for each intact item. */
  faults(): Generator<Fault | null, undefined> {
    return this.store.faults()
  }

  protected readonly records: Records = {
    take: (id) => this.store.read((tables) => tables.takes.get(id)),
    chunksOf: (id) => this.store.read((tables) => tables.chunks.ofTake(id)),
    madeBy: (id) => this.store.read((tables) => tables.chunks.madeBy(id)),
    madeByAll: () =>
      this.store.read((tables) => tables.chunks.madeByAll(readAtOnce)) ?? new Map<TakeId, ChunkRecord[]>(),
    snapshot: (id) => this.store.read((tables) => tables.snapshots.get(id))
  }
  /** Takes begun or extended since the project was opened, in order; readers remember their position. */
  get grown(): readonly TakeId[] {
    return this.ledger?.grown ?? []
  }
  /** For a read-only film, valid as long as nobody else writes to it. */
  get #kept(): KeptLedger {
    if (this.ledger) return this.ledger
    const { version } = this.store
    if (version !== this.#looked?.version) this.#looked = { version, ledger: new KeptLedger(this.records) }
    return this.#looked.ledger
  }
  take(id: TakeId): TakeRecord | undefined {
    return this.#kept.take(id)
  }
  /** Every take ever started, in the order they were made. */
  takes(): TakeRecord[] {
    return this.store.read((tables) => tables.takes.all())
  }
  /** The chunks of a take that exist, first to last. */
  chunksOf(take: TakeId): readonly ChunkRecord[] {
    return this.#kept.chunksOf(take)
  }
  chunk(id: ChunkId): ChunkRecord | undefined {
    return this.store.read((tables) => tables.chunks.get(id))
  }
  snapshot(id: SnapshotId): Snapshot | undefined {
    return this.#kept.snapshot(id)
  }
  /** Those of the pages that are stored, each checked against its hash. The engine re-creates the others from latents. */
  pages(ids: readonly PageId[]): PageBytes[] {
    return this.store.read((tables) => ids.flatMap((id) => tables.pages.get(id) ?? []))
  }
  /** The chunk that wrote a page; undefined when no chunk of the film did. */
  writerOf(page: PageId): ChunkRecord | undefined {
    return this.store.read(({ origins, chunks }) => {
      const origin = origins?.of(page)
      return origin && chunks.get(origin.chunk)
    })
  }
  /** Pages that a chunk wrote, stored or not. */
  writtenBy(chunk: ChunkId): PageOrigin[] {
    return this.store.read((tables) => tables.origins?.by(chunk) ?? [])
  }
  /** Whether its pages are named by the hash of their bytes, as before version 6 of the file. */
  get namesByContent(): boolean {
    return this.store.read((tables) => tables.origins?.byContent() ?? false)
  }
  /** Whether a page is stored, intact or not. */
  holds(page: PageId): boolean {
    return this.store.read((tables) => tables.pages.has(page))
  }
  /** f16 latents of one chunk, by their SHA-256, checked against it. */
  latents(hash: string): Uint8Array | undefined {
    return this.store.read((tables) => tables.chunks.latents(hash))
  }
  /**
   * The last `chunksBack` chunks that led to a memory, or all since it was empty: the SHA-256 of their latents, oldest first.
   * @throws Failure `memory.missing` when one of them is not stored any more: without it, a decoder that looks back would
   * draw other pictures
   */
  latentsBefore(memory: SnapshotId, { chunksBack, latentsPerChunk }: LookBack): string[] {
    if (chunksBack === 0) return []
    return this.store.read(({ chunks, snapshots }) => {
      const made = Math.floor((snapshots.get(memory)?.next ?? Infinity) / latentsPerChunk)
      const wanted = Math.min(made, chunksBack)
      const hashes: string[] = []
      let id: ChunkId | null | undefined = chunks.withAfter(memory)
      while (id && hashes.length < wanted) {
        const before: ChunkRecord | undefined = chunks.get(id)
        if (before) hashes.unshift(before.latents)
        id = before?.parent
      }
      if (hashes.length < wanted) throw missingMemory(memory)
      return hashes
    })
  }
  /** The pictures of a chunk, JPEG, in display order. */
  frames(chunk: ChunkId): Uint8Array[] {
    return this.store.read((tables) => tables.frames.of(chunk))
  }
  /** One picture of a chunk, JPEG; undefined when there is none at `position` (0-based). */
  frame(chunk: ChunkId, position: number): Uint8Array | undefined {
    return this.store.read((tables) => tables.frames.one(chunk, position))
  }
  /** The chosen or else the middle picture of what a card shows, JPEG; undefined while nothing of it is made. */
  pictureOf(card: Card): Uint8Array | undefined {
    return this.store.read((tables) => cardPicture(this, tables, card))
  }
  /** A picture that stands for the film, JPEG; undefined while nothing was made. */
  poster(): Uint8Array | undefined {
    return this.store.read((tables) => filmPicture(this, tables, this.film))
  }
  /** @throws Failure `project.damaged` when its bytes do not match its name */
  asset(id: string): Asset | undefined {
    return this.store.read((tables) => tables.assets.get(id))
  }
  /** A picture that was brought in or drawn; undefined when there is none of that name, or it is a sound. @throws as `asset` */
  sketchPicture(id: string): Sketch | undefined {
    const asset = this.asset(id)
    return asset && isSketchAsset(asset) ? asset : undefined
  }
  /** What is stored of a sound; undefined when there is none. @throws Failure as `asset` */
  audio(id: AudioId): AudioRecord | undefined {
    const asset = this.asset(id)
    return asset?.type === audioTypes.record ? (parseRecord(asset.bytes) ?? undefined) : undefined
  }
  /** A named setting of the project; untrusted file data, to be parsed. Undefined when never set. */
  setting(name: string): unknown {
    return this.store.read((tables) => tables.settings.get(name))
  }
  /** Cached encoded video of a chunk, or undefined. */
  encoded(key: string): Uint8Array | undefined {
    return this.store.read((tables) => tables.encoded.get(key))
  }
  /** Stores a setting that is not the artist's work: it does not affect `saved`. */
  keepSetting(name: string, value: unknown): void {
    this.store.write((tables) => tables.settings.put(name, value))
  }
  /** Caches encoded video. Not the artist's work, so it does not affect `saved`. */
  keepEncoded(key: string, bytes: Uint8Array): void {
    this.store.write((tables) => tables.encoded.put(key, bytes))
  }

  /** Deletes damaged pages by row number, and no longer expects missing ones: they are re-created when needed. */
  dropPages(numbers: readonly number[]): void {
    this.store.write((tables) => {
      for (const number of numbers) tables.pages.drop(number)
      tables.pages.forgetLost()
    })
  }
  /** Replaces damaged data of a chunk by what was made again bit-equal. @throws Failure `chunk.refused`, … */
  restoreChunk(record: ChunkRecord, made: FinishedChunk): void {
    checkMade(made)
    this.store.write((tables) => restoreChunk(tables, record, made))
  }
}
