/**
 * An open project file. All reads go through `read`, all changes through `write`: one transaction each, and every error becomes a
 * Failure.
 */
import { renameSync } from 'node:fs'
import { setImmediate as immediate } from 'node:timers/promises'
import { Failure, type FailureData } from '../../app/base/failure.ts'
import { partialPath } from '../../engine/files/partial.ts'
import { renamed } from '../../engine/files/renamed.ts'
import type { Statement } from 'better-sqlite3'
import { closeAsOneFile, closeWithoutFolding, connect, isOneFile, type Connection } from './connection.ts'
import { contentFaults, faultsOf, thingsIn, type Fault } from './faults.ts'
import { damaged, guarded, moved, replaced, storeFailure } from './failures.ts'
import { checkContent } from './identity.ts'
import { inodeOf, type Lock } from './lock.ts'
import { migrations } from './migrations/migrations.ts'
import { giveMark, type WriterMark } from './writer-mark.ts'
import { openTables, type Tables } from './tables/tables.ts'

/** Resources of an open store besides its connection. */
export interface StoreResources {
  readonly lock: Lock | null
  /** Null when read-only. */
  readonly writerMark: WriterMark | null
  /** Remarks for the user on files beside the project. */
  readonly remarks: readonly FailureData[]
  /** Deletes the copy that was opened in place of the file. */
  readonly drop?: () => void
}

export const nothingHeld: StoreResources = { lock: null, writerMark: null, remarks: [] }

export class Store {
  /** Real path of the file. */
  readonly path: string
  /** Why nothing can be changed, or null. */
  readonly readOnly: FailureData | null
  readonly #db: Connection
  readonly #held: StoreResources
  readonly #tables: Tables
  readonly #version: Statement<[], number>
  /** Device and inode of the opened file and of its WAL, to detect that other files have their names. */
  readonly #file: string
  readonly #log: string

  /** Use `createStore` or `openStore`. */
  constructor(path: string, db: Connection, why: FailureData | null, held: StoreResources, tables: Tables) {
    this.path = path
    this.#db = db
    this.#held = held
    this.readOnly = why
    this.#tables = tables
    this.#version = db.prepare<[], number>('PRAGMA data_version').pluck()
    this.#file = inodeOf(path)
    this.#log = inodeOf(`${path}-wal`)
  }

  /** Remarks on foreign files beside the project when it was opened, or on a missing WAL. */
  get remarks(): readonly FailureData[] {
    return this.#held.remarks
  }

  /** False when the file was moved, renamed or deleted since it was opened. */
  get inPlace(): boolean {
    return this.isAt(this.path)
  }

  /** Whether a path leads to the open file, even if it was moved. */
  isAt(path: string): boolean {
    return inodeOf(path) === this.#file
  }

  /** Changes when another program has written to the file. */
  get version(): number {
    return this.#version.get()!
  }

  /** Runs `work` in one read transaction. @throws Failure `project.damaged`, `project.replaced`, … */
  read<Result>(work: (tables: Tables) => Result): Result {
    return guarded(this.path, () => {
      try {
        return this.#db.transaction(() => work(this.#tables)).deferred()
      } catch (error) {
        throw this.#isIntact ? error : replaced(this.path) // the error comes from another file's content
      }
    })
  }

  /**
   * Runs `work` in one transaction. When this returns, the change is on the disk; when it throws, nothing changed.
   * @throws Failure `disk.full`, `project.moved`, the reason of a read-only project, …
   */
  write<Result>(work: (tables: Tables) => Result): Result {
    if (this.readOnly) throw Failure.from(this.readOnly)
    const { writerMark } = this.#held
    if (writerMark === null) throw new RangeError('nothing is written while a file is only examined')
    return guarded(this.path, () => {
      if (!this.inPlace) throw moved(this.path)
      if (!writerMark.intact) throw replaced(this.path)
      const signed = (): Result => {
        writerMark.sign()
        return work(this.#tables)
      }
      try {
        return this.#db.transaction(signed).immediate()
      } catch (error) {
        this.#tables.film.forget()
        throw error
      }
    })
  }

  get #isIntact(): boolean {
    return this.#held.writerMark?.intact ?? true
  }

  /** Yields each fault, and null for each intact item. */
  faults(): Generator<Fault | null, undefined> {
    return faultsOf(this.#db, this.#tables.proofs)
  }

  /** How many items `faults` checks. */
  get things(): number {
    return thingsIn(this.#db)
  }

  /**
   * Writes the current state to a new file, without blocking the event loop. `target` must not exist.
   * @throws Failure `project.damaged` when the copy is not a complete project, `project.replaced`, `disk.full`, …
   */
  async copyTo(target: string, keep: { readonly queue: boolean }): Promise<void> {
    if (!this.#isIntact) throw replaced(this.path)
    try {
      await this.#db.backup(target)
      const copy = connect(target, { readonly: false })
      try {
        checkContent(copy, this.path, migrations)
        await demandWhole(copy, this.path)
        if (!keep.queue) openTables(copy, target).queue?.put([])
        giveMark(copy) // so that the WAL of one film is never taken for the other's
      } finally {
        closeAsOneFile(copy)
      }
    } catch (error) {
      throw storeFailure(error, target)
    }
  }

  /** Closing twice does nothing. */
  close(): void {
    if (this.#db.open) this.#end(() => undefined)
  }

  /** @param last runs after closing, before the lock is released */
  #end(last: () => void): void {
    const { writerMark, lock: held, drop } = this.#held
    try {
      if (!this.#isIntact) closeWithoutFolding(this.#db)
      else if (writerMark === null || inodeOf(`${this.path}-wal`) === this.#log) closeAsOneFile(this.#db)
      else keeping(`${this.path}-wal`, () => closeAsOneFile(this.#db))
      last()
    } finally {
      writerMark?.end()
      held?.release()
      drop?.()
    }
  }

  /**
   * Closes and renames the file before its lock is released. It keeps its name when the new one is taken or has another film's WAL
   * or journal beside it, or when the file still has its own, as while another process reads it.
   * @returns the final path
   */
  closeAs(target: string): string {
    const mayMove = this.#db.open && this.#held.writerMark !== null && this.inPlace
    let path = this.path
    this.#end(() => {
      if (mayMove && isOneFile(this.path) && isOneFile(target)) path = renamed(this.path, target)
    })
    return path
  }
}

/** Longest block of the event loop, in milliseconds. */
const turn = 10

/** Checks all content, yielding to the event loop in between. @throws Failure `project.damaged` */
async function demandWhole(db: Connection, path: string): Promise<void> {
  let rested = performance.now()
  for (const fault of contentFaults(db, openTables(db, path).proofs)) {
    if (fault) throw damaged(path, fault.detail)
    if (performance.now() - rested < turn) continue
    await immediate()
    rested = performance.now()
  }
}

/** SQLite deletes the WAL by its name when it closes. When another film's WAL has that name now, it is moved away meanwhile. */
function keeping(log: string, close: () => void): void {
  if (inodeOf(log) === '') return close()
  const away = partialPath(log, '')
  renameSync(log, away)
  try {
    close()
  } finally {
    renameSync(away, log)
  }
}
