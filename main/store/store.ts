/**
 * An open project file. Reading goes through `read`, every change through `write`: one transaction each, and whatever
 * goes wrong comes out as a Failure in words.
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

/** What an open store holds besides its connection. */
export interface Held {
  readonly lock: Lock | null
  /** Null where nothing may be written. */
  readonly writerMark: WriterMark | null
  /** What the person is to know of what lay beside the file. */
  readonly remarks: readonly FailureData[]
  /** Drops the copy that is looked at in the place of the file. */
  readonly drop?: () => void
}

export const nothingHeld: Held = { lock: null, writerMark: null, remarks: [] }

export class Store {
  /** Real path of the file. */
  readonly path: string
  /** Why nothing can be changed, or null. */
  readonly readOnly: FailureData | null
  readonly #db: Connection
  readonly #held: Held
  readonly #tables: Tables
  readonly #version: Statement<[], number>
  /** Device and inode of the opened file and of its log, to notice when their names mean other files. */
  readonly #file: string
  readonly #log: string

  /** Use `createStore` or `openStore`. */
  constructor(path: string, db: Connection, why: FailureData | null, held: Held) {
    this.path = path
    this.#db = db
    this.#held = held
    this.readOnly = why
    this.#tables = openTables(db, path)
    this.#version = db.prepare<[], number>('PRAGMA data_version').pluck()
    this.#file = inodeOf(path)
    this.#log = inodeOf(`${path}-wal`)
  }

  /** What was found beside the file when it was opened and is not part of it. */
  get remarks(): readonly FailureData[] {
    return this.#held.remarks
  }

  /** False when the file was moved, renamed or deleted since it was opened. */
  get inPlace(): boolean {
    return this.isAt(this.path)
  }

  /** Whether a path means the file that is open here, moved perhaps. */
  isAt(path: string): boolean {
    return inodeOf(path) === this.#file
  }

  /** Another number whenever another program has written to the file. */
  get version(): number {
    return this.#version.get()!
  }

  /** Runs `work` on one consistent state of the file. @throws Failure `project.damaged`, `project.replaced`, … */
  read<Result>(work: (tables: Tables) => Result): Result {
    return guarded(this.path, () => {
      try {
        return this.#db.transaction(() => work(this.#tables)).deferred()
      } catch (error) {
        throw this.#isIntact ? error : replaced(this.path) // then what was read is not what was written
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

  /** What is not as it was stored, and null for each thing that is. */
  faults(): Generator<Fault | null, undefined> {
    return faultsOf(this.#db, this.#tables.proofs)
  }

  /** How many things `faults` looks at. */
  get things(): number {
    return thingsIn(this.#db)
  }

  /**
   * Writes all of the present state as a new file, without stopping the world. `target` must not exist.
   * @throws Failure `project.damaged` when what was copied is no whole project, `project.replaced`, `disk.full`, …
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
        giveMark(copy) // a log of the one is none of the other
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

  /** @param last what is done with the closed file before anybody else may have it */
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
   * Closes, and gives the closed file another name before anybody else may open it for writing. It keeps its name where
   * the new one is taken, or a log of another film lies there, or the file is not whole by itself, as while somebody else
   * still reads it.
   * @returns the path it has then
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

/** Milliseconds that the window may wait. */
const turn = 10

/** In turns, so that the window is answered meanwhile. @throws Failure `project.damaged` */
async function demandWhole(db: Connection, path: string): Promise<void> {
  let rested = performance.now()
  for (const fault of contentFaults(db, openTables(db, path).proofs)) {
    if (fault) throw damaged(path, fault.detail)
    if (performance.now() - rested < turn) continue
    await immediate()
    rested = performance.now()
  }
}

/** Closing drops the log by its name, to which another film's may have been moved: it is put away meanwhile. */
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
