/** An SQLite connection to a project, hardened against hostile files. */
import { existsSync } from 'node:fs'
import Database from 'better-sqlite3'

export type Connection = Database.Database

/** `Thrl`: SQLite's application_id of a project file. */
export const applicationId = 0x54_68_72_6c

/**
 * 32 KiB pages: a chunk is one page of 1.1 MB and a few smaller blobs, and few large pages commit and check several
 * times faster than many of 4 KiB (measured in docs/project-file.md).
 */
export const sqlitePageSize = 32_768
/** Pages in the WAL before a checkpoint: 32 MB, about 24 chunks, so that most commits need only one fsync. */
const checkpointPages = 1000

/**
 * Opens `path`, which must be absolute (a relative `file:…` would be read as a URI). better-sqlite3 has SQLite's
 * defensive mode on by default; the rest of the protection is set here.
 */
export function connect(path: string, how: { readonly: boolean }): Connection {
  const db = new Database(path, { readonly: how.readonly, fileMustExist: true, timeout: 2000 })
  try {
    db.pragma('trusted_schema = OFF')
    db.pragma('cell_size_check = ON')
    db.pragma('mmap_size = 0') // a file truncated under a mapping would kill the process
    db.pragma('foreign_keys = ON')
    db.pragma('synchronous = FULL') // the WAL is on the disk before a commit is acknowledged
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

/** The format version of the file; 0 for a new one. */
export const versionOf = (db: Connection): number => Number(db.pragma('user_version', { simple: true }))

/** Sets page size and application id. Must run before the first table is created. */
export function shapeNewFile(db: Connection): void {
  db.pragma(`page_size = ${sqlitePageSize}`)
  db.pragma(`application_id = ${applicationId}`)
}

export function useWal(db: Connection): void {
  db.pragma('journal_mode = WAL')
  db.pragma(`wal_autocheckpoint = ${checkpointPages}`)
}

/**
 * Checkpoints and deletes the WAL, so that a closed project is one file that can be read from a read-only folder.
 * While another process is reading, SQLite refuses and the WAL stays beside the file, which is equally safe.
 */
export function closeAsOneFile(db: Connection): void {
  try {
    if (!db.readonly) db.pragma('journal_mode = MEMORY') // changes only a few bytes of one page: no journal needed
  } catch {
    // Busy or full: the next opening runs the checkpoint.
  } finally {
    db.close()
  }
}

/** Closes without a checkpoint: the file's content was replaced, and the WAL must not be written into it. */
export function closeWithoutFolding(db: Connection): void {
  const reader = connect(db.name, { readonly: true })
  try {
    reader.exec('BEGIN')
    reader.prepare('SELECT count(*) FROM sqlite_schema').get() // while there is a reader, closing runs no checkpoint
  } catch {
    // It cannot be read any more; the open connection is enough.
  } finally {
    db.close()
    reader.close()
  }
}

/** Suffixes of the files that SQLite puts beside a database. It reads them again with any database of that name. */
export const besideDatabase = ['-wal', '-shm', '-journal'] as const

/** True when no WAL and no journal lies beside the file. */
export const isOneFile = (path: string): boolean => !['-wal', '-journal'].some((end) => existsSync(path + end))
