/**
 * An open project file. Reading goes through `read`, every change through `write`: one transaction each, and whatever
 * goes wrong comes out as a Failure in words.
 */
import { closeSync, existsSync, openSync, realpathSync, rmSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { Failure, type FailureData } from '../../app/contract/failure.ts'
import { renamed } from '../files/renamed.ts'
import { canWrite } from '../files/writable.ts'
import { closeAsOneFile, connect, isOneFile, shapeNewFile, useWal, type Connection } from './connection.ts'
import { exists, guarded, moved, notAFile, readOnly, storeFailure } from './failures.ts'
import { checkContent, checkHeader } from './identity.ts'
import { isLockedHere, lock, type Lock } from './lock.ts'
import { migrate } from './migrate.ts'
import { migrations } from './migrations/migrations.ts'
import { openTables, type Tables } from './tables/tables.ts'

export class Store {
  /** Real path of the file. */
  readonly path: string
  /** Why nothing can be changed, or null. */
  readonly readOnly: FailureData | null
  readonly #db: Connection
  readonly #lock: Lock | null
  readonly #tables: Tables
  /** Device and inode of the opened file, to notice when the name means another file. */
  readonly #file: string

  /** Use `createStore` or `openStore`. */
  constructor(path: string, db: Connection, held: Lock | null, why: FailureData | null) {
    this.path = path
    this.#db = db
    this.#lock = held
    this.readOnly = why
    this.#tables = openTables(db, path)
    this.#file = fileIdentity(path)
  }

  /** False when the file was moved, renamed or deleted since it was opened. */
  get inPlace(): boolean {
    return fileIdentity(this.path) === this.#file
  }

  /** Runs `work` on one consistent state of the file. @throws Failure `project.damaged`, `disk.failed`, … */
  read<Result>(work: (tables: Tables) => Result): Result {
    return guarded(this.path, () => this.#db.transaction(() => work(this.#tables)).deferred())
  }

  /**
   * Runs `work` in one transaction. When this returns, the change is on the disk; when it throws, nothing changed.
   * @throws Failure `disk.full`, `project.moved`, the reason of a read-only project, …
   */
  write<Result>(work: (tables: Tables) => Result): Result {
    if (this.readOnly) throw Failure.from(this.readOnly)
    return guarded(this.path, () => {
      if (!this.inPlace) throw moved(this.path)
      return this.#db.transaction(() => work(this.#tables)).immediate()
    })
  }

  /**
   * Writes all of the present state as a new file, without stopping the world. `target` must not exist.
   * @throws Failure `project.damaged` when what was copied is no whole project, `disk.full`, …
   */
  async copyTo(target: string): Promise<void> {
    try {
      await this.#db.backup(target)
      const copy = connect(target, { readonly: false })
      try {
        checkContent(copy, this.path, migrations)
      } finally {
        closeAsOneFile(copy)
      }
    } catch (error) {
      throw storeFailure(error, target)
    }
  }

  /** Closing twice does nothing. */
  close(): void {
    if (!this.#db.open) return
    closeAsOneFile(this.#db)
    this.#lock?.release()
  }

  /**
   * Closes, and gives the closed file another name before anybody else may open it for writing. It keeps its name where
   * the new one is taken, or a log of another film lies there, or the file is not whole by itself, as while somebody else
   * still reads it.
   * @returns the path it has then
   */
  closeAs(target: string): string {
    const mayMove = this.#db.open && this.#lock !== null && this.inPlace
    try {
      closeAsOneFile(this.#db)
      return mayMove && isOneFile(this.path) && isOneFile(target) ? renamed(this.path, target) : this.path
    } finally {
      this.#lock?.release()
    }
  }
}

/**
 * Makes a new project file. `fill` writes its first rows; without them there is no file.
 * @throws Failure `project.exists`, `project.missing` (no such folder), `project.read-only`, `disk.full`
 */
export function createStore(path: string, fill: (tables: Tables) => void): Store {
  const asked = resolve(path)
  reserve(asked)
  const real = realpathSync(asked)
  let held: Lock | undefined
  let store: Store | undefined
  try {
    held = lock(real)
    const db = connect(real, { readonly: false })
    shapeNewFile(db)
    migrate(db, null, migrations)
    useWal(db)
    store = new Store(real, db, held, null)
    store.write(fill)
    return store
  } catch (error) {
    store?.close()
    held?.release()
    rmSync(real, { force: true })
    throw storeFailure(error, real)
  }
}

/** Makes an empty file, which keeps the name from others. @throws Failure `project.exists`, … */
export function reserve(path: string): void {
  try {
    closeSync(openSync(path, 'wx'))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw storeFailure(error, path)
    throw exists(path)
  }
}

/** Reads what the caller will go on with, of one consistent state; what it throws refuses the file. */
type Examine = (tables: Tables, path: string) => unknown

/**
 * Opens a project file. It comes back read-only, with the reason, when it was made by a newer version, when the file
 * or its folder cannot be written, or when that is asked for. Nothing is written before `examine` is content.
 * @throws Failure `project.missing`, `project.not-ours`, `project.damaged`, `project.locked`, …
 */
export function openStore(path: string, how: { readOnly?: boolean } = {}, examine: Examine = () => undefined): Store {
  const asked = resolve(path)
  return guarded(asked, () => {
    const real = realpathSync(asked)
    if (!statSync(real).isFile()) throw notAFile(asked)
    const why = how.readOnly ? lookingOnly : canWrite(real) && canWrite(dirname(real)) ? null : readOnly(real).toData()
    const held = why ? null : lock(real)
    try {
      const openHere = held === null && isLockedHere(real)
      if (!openHere) checkHeader(real)
      // Whoever may write folds the log that a killed program left into the file, even to refuse it: one who may not looks first.
      if (!why && existsSync(`${real}-wal`) && !existsSync(`${real}-journal`))
        connectChecked(real, null, lookingOnly, examine).close()
      return connectChecked(real, held, why, examine)
    } catch (error) {
      held?.release()
      throw error
    }
  })
}

const lookingOnly: FailureData = {
  code: 'project.opened-read-only',
  cause: 'The project was opened to look at only.',
  remedy: 'Open it without that choice to change it.'
}

function connectChecked(path: string, held: Lock | null, why: FailureData | null, examine: Examine): Store {
  const db = connect(path, { readonly: why !== null })
  try {
    const version = checkContent(db, path, migrations)
    if (why === null && version > migrations.length) {
      db.close()
      held?.release()
      return connectChecked(path, null, newer(version).toData(), examine)
    }
    db.transaction(() => examine(openTables(db, path), path)).deferred()
    if (why === null) {
      migrate(db, path, migrations)
      useWal(db)
    }
    return new Store(path, db, held, why)
  } catch (error) {
    db.close()
    throw error
  }
}

const newer = (version: number): Failure =>
  new Failure(
    'project.newer',
    `The project was made by a newer version of Throughline (format ${version}; this one writes ${migrations.length}).`,
    'You may look at it and export it. To change it, install the newer version.'
  )

/** A name for the file that `path` means now; empty when there is none. */
function fileIdentity(path: string): string {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false })
  return found ? `${found.dev}:${found.ino}` : ''
}
