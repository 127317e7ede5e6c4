/** What the first 100 bytes of a database say (SQLite file format, §1.3). They begin its first page, in the file as in a log. */
import { closeSync, openSync, readSync } from 'node:fs'

export const headerBytes = 100

export interface Header {
  /** Bytes of one of SQLite’s pages. */
  readonly sqlitePageSize: number
  /** Its changes go into a write-ahead log: a program has it open, or was ended without closing it. */
  readonly isOpen: boolean
  /** Transactions that changed the first page of the file itself. */
  readonly changes: number
  /** Length of the file in SQLite’s pages; 0 where the header does not know it. */
  readonly sqlitePages: number
  /** Of who wrote last: writer-mark.ts. */
  readonly mark: number
}

/** @param page the beginning of a first page, at least 100 bytes */
export function parseHeader(page: Buffer): Header {
  const sqlitePageSize = page.readUInt16BE(16)
  return {
    sqlitePageSize: sqlitePageSize === 1 ? 65_536 : sqlitePageSize,
    isOpen: page[19] === 2,
    changes: page.readUInt32BE(24),
    sqlitePages: page.readUInt32BE(24) === page.readUInt32BE(92) ? page.readUInt32BE(28) : 0,
    mark: page.readUInt32BE(40)
  }
}

/**
 * Not to be called while this process has the file open: closing it again would drop SQLite's locks.
 * @returns as many bytes as there are, up to `length`
 */
export function readBeginning(path: string, length: number): Buffer {
  const file = openSync(path, 'r')
  try {
    const bytes = Buffer.alloc(length)
    return bytes.subarray(0, readSync(file, bytes, 0, length, 0))
  } finally {
    closeSync(file)
  }
}
