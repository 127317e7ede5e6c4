/**
 * A random mark that a program gives the file when it opens it for writing. It is in the first page of the file, and every
 * commit carries that page: by it a log is known to belong to this file and no other, and not to an earlier state of this one.
 * The mark is SQLite's schema cookie, which may be any number (file format, §1.3.9).
 */
import { randomInt } from 'node:crypto'
import { closeSync, openSync, readSync } from 'node:fs'
import { headerBytes, parseHeader } from './header.ts'
import { useWal, versionOf, type Connection } from './connection.ts'

/** Marks of writers are no smaller; what an older program wrote counts from 1. */
export const firstMark = 2 ** 30
/** How many marks beyond its first a writer may have: the cookie grows by one with each change of the schema. */
export const markStep = 1000

export class WriterMark {
  readonly #mark: number
  /** Held for as long as the file is open: closing it would drop SQLite's locks. */
  readonly #file: number
  readonly #sign: () => void

  /** Gives a mark to a file that is closed; from here on it says that it is open. */
  constructor(db: Connection, path: string) {
    giveMark(db)
    useWal(db)
    this.#file = openSync(path, 'r')
    this.#mark = this.#markNow()
    const sign = db.prepare(`PRAGMA user_version = ${versionOf(db)}`)
    this.#sign = () => sign.run()
  }

  /** False when the content of the file was replaced by another’s, or an older one, since the mark was given. */
  get intact(): boolean {
    return this.#markNow() === this.#mark
  }

  /** Puts the first page into the transaction that runs. */
  sign(): void {
    this.#sign()
  }

  /** After the connection is closed. */
  end(): void {
    closeSync(this.#file)
  }

  #markNow(): number {
    const header = Buffer.alloc(headerBytes)
    readSync(this.#file, header, 0, headerBytes, 0)
    return parseHeader(header).mark
  }
}

/**
 * Gives a file a new mark and leaves it closed. Without a journal on the disk: of one page only its first bytes change, so that
 * nothing can be half written, and no journal is left that does not know the mark.
 * @throws SQLITE_BUSY when somebody else has the file open, under whatever name
 */
export function giveMark(db: Connection): void {
  db.pragma('journal_mode = MEMORY')
  db.unsafeMode(true) // defensive mode keeps the cookie from being set
  try {
    db.pragma(`schema_version = ${randomInt(firstMark, 2 ** 31 - 2 * markStep)}`)
  } finally {
    db.unsafeMode(false)
  }
}
