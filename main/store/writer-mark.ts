/**
 * A random number that a program writes into the file when it opens it for writing. It is in the first page, and every commit
 * includes that page. So a WAL can be matched to its file and told from one of an earlier state of the same file.
 * The mark is SQLite's schema cookie, which may be any number (file format, §1.3.9).
 */
import { randomInt } from 'node:crypto'
import { closeSync, openSync, readSync } from 'node:fs'
import { headerBytes, parseSqliteHeader } from './header.ts'
import { useWal, versionOf, type Connection } from './connection.ts'

/** The smallest mark; in files of versions without marks the cookie counts up from 1. */
export const firstMark = 2 ** 30
/** How far a writer's mark may grow: SQLite increments the cookie with each schema change. */
export const markStep = 1000

export class WriterMark {
  readonly #mark: number
  /** Stays open as long as the database: closing it would drop SQLite's locks. */
  readonly #file: number
  readonly #sign: () => void

  /** Marks a closed file and switches it to WAL mode, which counts as open. */
  constructor(db: Connection, path: string) {
    giveMark(db)
    useWal(db)
    this.#file = openSync(path, 'r')
    this.#mark = this.#markNow()
    const sign = db.prepare(`PRAGMA user_version = ${versionOf(db)}`)
    this.#sign = () => sign.run()
  }

  /** False when the file's content was replaced by another file's, or an older state, since it was marked. */
  get intact(): boolean {
    return this.#markNow() === this.#mark
  }

  /** Makes the current transaction write the first page. */
  sign(): void {
    this.#sign()
  }

  /** Must be called after the connection is closed. */
  end(): void {
    closeSync(this.#file)
  }

  #markNow(): number {
    const header = Buffer.alloc(headerBytes)
    readSync(this.#file, header, 0, headerBytes, 0)
    return parseSqliteHeader(header).mark
  }
}

/**
 * Writes a new mark and leaves the file out of WAL mode. Uses no journal on the disk: only the first bytes of one page change, so
 * the write cannot be partial, and no journal with the old mark is left behind.
 * @throws SQLITE_BUSY when another process has the file open, under any name
 */
export function giveMark(db: Connection): void {
  db.pragma('journal_mode = MEMORY')
  db.unsafeMode(true) // defensive mode forbids setting the cookie
  try {
    db.pragma(`schema_version = ${randomInt(firstMark, 2 ** 31 - 2 * markStep)}`)
  } finally {
    db.unsafeMode(false)
  }
}
