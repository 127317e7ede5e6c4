/** Parses the 100-byte header of a database (SQLite file format, §1.3). It begins page 1, in the file and in a WAL or journal. */
import { closeSync, openSync, readSync } from 'node:fs'

export const headerBytes = 100

export interface SqliteHeader {
  /** In bytes. */
  readonly sqlitePageSize: number
  /** In WAL mode: a program has it open, or ended without closing it. */
  readonly isOpen: boolean
  /** SQLite's file change counter. */
  readonly changes: number
  /** File length in SQLite pages; 0 when the header's value is not valid. */
  readonly sqlitePages: number
  /** Mark of the last writer (writer-mark.ts). */
  readonly mark: number
}

/** @param page the beginning of a first page, at least 100 bytes */
export function parseSqliteHeader(page: Buffer): SqliteHeader {
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
 * Must not be called while this process has the file open: closing it again would drop SQLite's locks.
 * @returns at most `length` bytes, fewer when the file is shorter
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
