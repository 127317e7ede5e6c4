/**
 * One writer per project. The lock is an operating-system lock that SQLite holds on a hidden file beside the project
 * for as long as a transaction stays open there, so that it ends with the process, however the process ends.
 * The project itself stays readable to others (WAL).
 */
import { lstatSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import type { FailureData } from '../../app/base/failure.ts'
import { setAside } from './aside.ts'
import { lockedElsewhere, oddSetAside, storeFailure } from './failures.ts'

/**
 * Locks held by this process. A second attempt is answered from here, as merely opening and closing the file again
 * would drop a POSIX lock of the same process.
 */
const held = new Set<string>()

const lockPath = (path: string): string => join(dirname(path), `.${basename(path)}.lock`)

/** True while this process holds the lock of the project at `path` (a real path), also under another hard link. */
export const isLockedHere = (path: string): boolean =>
  held.has(path) || (inodeOf(path) !== '' && held.has(inodeOf(path)))

/** Device and inode of the file at `path`, the same for all its hard links; empty when there is no file. */
export function inodeOf(path: string): string {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false })
  return found ? `${found.dev}:${found.ino}` : ''
}

export interface Lock {
  /** Remark on a foreign file that had the name of the lock file. */
  readonly remarks: readonly FailureData[]
  /** Releases the lock and removes its file. A second call does nothing. */
  release(): void
}

/**
 * @param path real path of the project, so that a symbolic link and its target share one lock. A second hard link has another lock
 *   file; there SQLite's lock on the project itself is checked (`demandAlone` in open.ts).
 * @throws Failure `project.locked` when another process or this one holds the lock
 */
export function lock(path: string): Lock {
  if (isLockedHere(path)) throw lockedElsewhere(path)
  const file = lockPath(path)
  const remarks = isNoLock(file) ? [oddSetAside(path, basename(file), setAside(file)).toData()] : []
  const database = take(path, file)
  const inode = inodeOf(path)
  held.add(path)
  if (inode !== '') held.add(inode)
  return {
    remarks,
    release() {
      if (!held.delete(path)) return
      held.delete(inode)
      // Removed while still locked, so that no process locks a file about to be deleted; Windows requires closing it first.
      if (process.platform !== 'win32') rmSync(file, { force: true })
      database.close()
      if (process.platform === 'win32') removeIfFree(file)
    }
  }
}

/** Locks the current lock file. Retries when the previous holder removed the file that was just opened. */
function take(path: string, file: string): Database.Database {
  for (;;) {
    createIfMissing(path, file)
    const before = inodeOf(file)
    let database: Database.Database | undefined
    try {
      database = new Database(file, { timeout: 0 })
      database.pragma('journal_mode = MEMORY') // nothing is ever written: no journal file needed
      database.exec('BEGIN EXCLUSIVE')
    } catch (error) {
      database?.close()
      throw storeFailure(error, path)
    }
    if (before !== '' && before === inodeOf(file)) return database
    database.close()
  }
}

/** A lock file is always empty: one with content, or a link (perhaps to the film itself), is foreign. */
function isNoLock(file: string): boolean {
  const found = lstatSync(file, { throwIfNoEntry: false })
  return found !== undefined && !(found.isFile() && found.size === 0)
}

function createIfMissing(path: string, file: string): void {
  try {
    writeFileSync(file, '', { flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw storeFailure(error, path)
  }
}

function removeIfFree(file: string): void {
  try {
    rmSync(file, { force: true })
  } catch {
    // Another process has opened it since: it is that process's lock.
  }
}
