/** One SQLite connection to a project, set up so that a hostile file can do nothing but be refused. */
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
/** Pages in the WAL before it is copied into the file: 32 MB, some 24 chunks, so that most commits pay one fsync. */
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

/** The version of the format that the file says it has; 0 for a new one. */
export const versionOf = (db: Connection): number => Number(db.pragma('user_version', { simple: true }))

/** Before the first table of a new file is made. */
export function shapeNewFile(db: Connection): void {
  db.pragma(`page_size = ${sqlitePageSize}`)
  db.pragma(`application_id = ${applicationId}`)
}

export function useWal(db: Connection): void {
  db.pragma('journal_mode = WAL')
  db.pragma(`wal_autocheckpoint = ${checkpointPages}`)
}

/**
 * Folds the WAL into the file, so that a closed project is one file that can be read from a read-only folder.
 * When somebody else is reading it at this moment, SQLite says no and the WAL stays beside it, which is as safe.
 */
export function closeAsOneFile(db: Connection): void {
  try {
    if (!db.readonly) db.pragma('journal_mode = MEMORY') // only the first bytes of one page change: it needs no journal
  } catch {
    // Busy or full: the next opening folds it.
  } finally {
    db.close()
  }
}

/** Leaves file and log as they are: what lies in the file by now is another's, and the log must not be folded into it. */
export function closeWithoutFolding(db: Connection): void {
  const reader = connect(db.name, { readonly: true })
  try {
    reader.exec('BEGIN')
    reader.prepare('SELECT count(*) FROM sqlite_schema').get() // while somebody reads, closing folds nothing
  } catch {
    // It cannot be read any more; that it is open is enough.
  } finally {
    db.close()
    reader.close()
  }
}

/** What SQLite puts beside a file, by the ends of their names, and reads again with whatever file bears the name then. */
export const besideDatabase = ['-wal', '-shm', '-journal'] as const

/** True when nothing lies beside the name that would be taken for a part of the file. */
export const isOneFile = (path: string): boolean => !['-wal', '-journal'].some((end) => existsSync(path + end))
