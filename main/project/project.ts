/**
 * An open project: the film and its undo log in memory, always equal to the file. Every change is on the disk when its call
 * returns; when a call throws, nothing changed.
 */
import { randomUUID } from 'node:crypto'
import { dirname } from 'node:path'
import { Failure, type FailureData } from '../../app/base/failure.ts'
import type { Saved } from '../../app/contract/open-film.ts'
import { limits } from '../../app/base/limits.ts'
import type { Edit } from '../../app/edits/edit.ts'
import { perform, redo, showMade, undo, type Edited, type History } from '../../app/edits/history.ts'
import type { Film } from '../../app/film/film.ts'
import { parseFilmAfter } from '../../app/film/schema.ts'
import type { CardId, ChunkId, TakeId } from '../../app/ids.ts'
import type { ChunkRecord, Snapshot, TakeRecord } from '../../app/ledger/records.ts'
import type { Want } from '../../app/plan/want.ts'
import { chunk, type Chunk } from '../../app/time.ts'
import { checkMade, writeChunk, type FinishedChunk } from '../store/commit.ts'
import { sha256 } from '../../engine/files/sha256.ts'
import { createStore } from '../store/create.ts'
import { openStore } from '../store/open.ts'
import type { Store } from '../store/store.ts'
import type { Asset } from '../store/tables/assets.ts'
import type { Tables } from '../store/tables/tables.ts'
import { newContent, readContent, type Content } from './content.ts'
import { copyProject } from './copy.ts'
import { KeptLedger } from './kept-ledger.ts'
import { demandShared, missingTake, tooManyTakes, unknownTake } from './known-takes.ts'
import { sweepPartialFilms } from './partial-film.ts'
import { ReplacedSketch } from './replaced-sketch.ts'
import { SavedState } from './saved.ts'
import { StoredFilm } from './stored-film.ts'
import { dropForgotten, undoForgotten, writeLog } from './undo-log.ts'

export class Project extends StoredFilm {
  #film: Film
  #revision: number
  #history: History
  #saved: SavedState
  #remarks: readonly FailureData[] = []
  #queue: readonly Want[]
  readonly #watchers = new Set<(edit: Edit | null) => void>()
  readonly #replaced = new ReplacedSketch()
  /** Every take of the ledger. */
  #known: ReadonlySet<TakeId>

  /** @param read a cache of this file's records */
  private constructor(store: Store, { film, revision, history, queue, known }: Content, read?: KeptLedger) {
    super(store, read)
    this.#film = film
    this.#revision = revision
    this.#history = history
    this.#queue = queue
    this.#known = known
    this.#saved = new SavedState(store.readOnly)
  }

  /** Creates a project file. @param settings by name. @throws Failure `project.exists`, `project.missing`, `project.read-only`, `disk.full` */
  static create(path: string, film: Film, settings: Readonly<Record<string, unknown>> = {}): Project {
    const store = createStore(path, (tables) => {
      tables.film.put(0, film)
      for (const [name, value] of Object.entries(settings)) tables.settings.put(name, value)
    })
    return new Project(store, newContent(film))
  }

  /**
   * Opens a project file; `readOnly` then gives the reason when it cannot be changed.
   * @param demand an additional check that reads the film and throws to refuse it. It runs before anything is written.
   * @throws Failure `project.missing`, `project.not-ours`, `project.damaged`, `project.locked`, `film.invalid`, …
   */
  static open(
    path: string,
    how: { readOnly?: boolean } = {},
    demand: (project: Project) => unknown = () => undefined
  ): Project {
    let content: Content | undefined
    let read: KeptLedger | undefined
    const store = openStore(path, how, (examined) => {
      content = examined.read((tables) => readContent(tables, examined.path))
      const project = new Project(examined, content)
      read = new KeptLedger(project.records)
      read.keep(content.takes)
      project.ledger = read // a plain cache will do: nothing changes while the file is examined
      demand(project)
    })
    if (!store.readOnly) sweepPartialFilms(dirname(store.path))
    const project = new Project(store, content!, read)
    if (content!.forgotten > 0) project.#forget(content!)
    return project
  }

  /** Remarks for the user on the file and on files beside it, from opening. */
  get remarks(): readonly FailureData[] {
    return [...this.store.remarks, ...this.#remarks]
  }

  #forget({ history, forgotten }: Content): void {
    this.#remarks = [undoForgotten(forgotten).toData()]
    if (!this.store.readOnly) this.store.write((tables) => dropForgotten(tables, history))
  }
  override get film(): Film {
    return this.#film
  }
  /** Incremented by one with every change of the film. */
  get revision(): number {
    return this.#revision
  }
  get history(): History {
    return this.#history
  }
  get saved(): Saved {
    return this.#saved.now
  }

  /** Checks whether the file is still at its path, and updates `saved`, without waiting for a commit to fail. */
  look(): void {
    this.#saved.look(this.store)
  }

  /** Applies an edit; `burst` as in app/edits `perform`. @throws Failure `edit.*`, or why it could not be saved */
  edit(edit: Edit, burst: string | null = null): Film {
    return this.#perform(edit, burst, [])
  }

  /** @returns the film before the last edit; null when there is nothing to undo */
  undo(): Film | null {
    return this.#travel(undo)
  }

  /** @returns the film with the last undone edit done again; null when there is none */
  redo(): Film | null {
    return this.#travel(redo)
  }

  /**
   * Begins a take: stores its record and its starting memory, and, if `shown` names a card of the film, shows the take on that card
   * (`showMade`), all in one transaction.
   * @param start the memory with the id `take.start`
   * @param shown `from` is the first chunk of the take that the card shows; 0 unless the take branches
   * @param queue the queue afterwards
   * @throws Failure `film.takes`, or why it could not be saved
   */
  startTake(
    take: TakeRecord,
    start: Snapshot,
    shown?: { card: CardId; burst: string | null; from?: Chunk | undefined },
    queue = this.#queue
  ): Film {
    if (start.id !== take.start) throw new RangeError('a take starts from the memory it names')
    if (this.#known.size >= limits.takes) throw tooManyTakes()
    if (take.branch) demandShared(this, take, take.branch)
    const record = (tables: Tables): void => {
      tables.snapshots.put(start)
      tables.takes.add(take)
      if (queue !== this.#queue) tables.queue?.put(queue)
    }
    const use = { take: take.id, from: shown?.from ?? chunk(0), starred: false }
    const edited = shown && showMade(this.#film, this.history, { card: shown.card, use }, shown.burst)
    const known = new Set(this.#known).add(take.id)
    if (edited) this.#commit(edited, known, record)
    else this.#write(record)
    this.#known = known
    this.ledger?.began(take)
    this.#queue = queue
    return this.#film
  }

  /**
   * Stores one finished chunk of a started take: latents, pages, memory before and after, pictures and record in one transaction.
   * When this returns, the chunk is on the disk and may be acknowledged to the engine.
   * @param queue the queue afterwards
   * @throws Failure `chunk.refused` (not the next chunk, or bytes do not match their hash), `disk.full`, …
   */
  commitChunk(take: TakeId, made: FinishedChunk, device: string, queue = this.#queue): ChunkRecord {
    checkMade(made)
    const id = randomUUID() as string as ChunkId
    const record = this.#write((tables) => {
      if (queue !== this.#queue) tables.queue?.put(queue)
      return writeChunk(tables, take, made, id, device, Date.now())
    })
    this.#queue = queue
    this.ledger?.made(take, record)
    return record
  }

  override get known(): ReadonlySet<TakeId> {
    return this.#known
  }

  /** The requested items that are not made yet, in the order they will be made. */
  get queue(): readonly Want[] {
    return this.#queue
  }
  setQueue(queue: readonly Want[]): void {
    if (queue === this.#queue || queue.length + this.#queue.length === 0) return
    this.#write((tables) => tables.queue?.put(queue))
    this.#queue = queue
  }

  /** Stores a picture added by the artist and shows it as a card's sketch, in one transaction; `burst` as for `edit`. @throws Failure */
  sketch(card: CardId, asset: Asset, burst: string | null = null): Film {
    return this.#perform({ type: 'setSketch', card, sketch: sha256(asset.bytes) }, burst, [asset])
  }
  /** Applies an edit together with the sketches its cards use, in one transaction. @throws Failure */
  bring(edit: Edit, assets: readonly Asset[]): Film {
    return this.#perform(edit, null, assets)
  }
  /** Stores a part of a sound, which an edit then brings in (`bring`). @returns its id @throws Failure */
  keepAsset(asset: Asset): string {
    return this.#write((tables) => tables.assets.put(asset))
  }
  setSetting(name: string, value: unknown): void {
    this.#write((tables) => tables.settings.put(name, value))
  }

  /**
   * Copies the whole project except its queue to another file; this one stays open. An existing file is replaced (the dialog has
   * asked), unless it is open somewhere. @throws Failure
   */
  async duplicate(target: string): Promise<void> {
    openStore(await copyProject(this.store, target, { queue: false }), { readOnly: true }).close()
  }

  /** As `duplicate`, with the queue, and then continues with the new file. Works for a moved or read-only project, too. */
  async saveAs(target: string): Promise<void> {
    const path = await copyProject(this.store, target, { queue: true })
    const next = openStore(path)
    this.store.close()
    this.store = next
    this.ledger ??= new KeptLedger(this.records) // a read-only project had none
    this.#saved = new SavedState(null)
  }

  close(): void {
    this.store.close()
  }

  /** Closes and renames the file to `target`, unless that is taken or not safe. @returns the final path */
  closeAs(target: string): string {
    return this.store.closeAs(target)
  }

  /** Calls `watcher` after every edit, and with null after an undo or redo. Returns a function that unsubscribes. */
  watch(watcher: (edit: Edit | null) => void): () => void {
    this.#watchers.add(watcher)
    return () => void this.#watchers.delete(watcher)
  }

  #perform(edit: Edit, burst: string | null, assets: readonly Asset[]): Film {
    const edited = perform(this.#film, this.history, edit, burst)
    if (edited.film === this.#film) return this.#film // it changes nothing
    const keep = (tables: Tables): void => {
      assets.forEach((asset) => tables.assets.put(asset))
      this.#replaced.follow(tables, edit, this.#film, edited)
    }
    const film = this.#commit(edited, this.#known, keep)
    for (const watcher of this.#watchers) watcher(edit)
    return film
  }

  #travel(step: (film: Film, history: History) => Edited | null): Film | null {
    const edited = step(this.#film, this.history)
    if (edited === null) return null
    // The log is untrusted file data, so the resulting film is validated again.
    const film = this.#commit({ film: parseFilmAfter(edited.film, this.#film), history: edited.history })
    for (const watcher of this.#watchers) watcher(null)
    return film
  }

  /** Writes a film and its log, and updates the in-memory state only after the commit. */
  #commit({ film, history }: Edited, known = this.#known, also?: (tables: Tables) => void): Film {
    if (missingTake(film, known, this.#film)) throw unknownTake()
    const revision = this.#revision + 1
    this.#write((tables) => {
      also?.(tables)
      tables.film.put(revision, film)
      writeLog(tables, this.#history, history, Date.now())
    })
    this.#film = film
    this.#revision = revision
    this.#history = history
    return film
  }

  #write<Result>(work: (tables: Tables) => Result): Result {
    try {
      const result = this.store.write(work)
      this.#saved.written()
      return result
    } catch (error) {
      this.#saved.failed(Failure.from(error))
      throw error
    }
  }
}
