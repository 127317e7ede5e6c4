/** Reads a rollback journal without SQLite (file format, §3), to find out which file it belongs to. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { parseSqliteHeader, type SqliteHeader } from './header.ts'

const magic = Buffer.from('d9d505f920a163d7', 'hex')
const journalHeaderBytes = 28

export interface Journal {
  /** The header before the transaction; undefined when the journal does not contain the first page. */
  readonly before: SqliteHeader | undefined
  /** It names a super-journal, which SQLite would delete after the rollback. Throughline's journals never do. */
  readonly namesAnother: boolean
}

/** @returns null for a journal that SQLite would not replay, undefined for a file that is not a journal */
export function readJournal(path: string): Journal | null | undefined {
  const file = openSync(path, 'r')
  try {
    const { size } = fstatSync(file)
    const at = (from: number, length: number): Buffer => {
      const bytes = Buffer.alloc(length)
      return bytes.subarray(0, readSync(file, bytes, 0, length, from))
    }
    const head = at(0, journalHeaderBytes)
    if (head.length === 0 || head[0] === 0) return null
    if (head.length < journalHeaderBytes || !head.subarray(0, 8).equals(magic)) return undefined
    const [sector, sqlitePageSize] = [head.readUInt32BE(20), head.readUInt32BE(24)]
    if (sector < 32 || sqlitePageSize < 512 || sqlitePageSize > 65_536) return undefined
    const namesAnother = at(size - magic.length, magic.length).equals(magic) && size > sector
    for (let record = sector; record + 8 + sqlitePageSize <= size; record += 8 + sqlitePageSize) {
      if (at(record, 4).readUInt32BE(0) !== 1) continue
      return { before: { ...parseSqliteHeader(at(record + 4, 100)), sqlitePageSize }, namesAnother }
    }
    return { before: undefined, namesAnother }
  } finally {
    closeSync(file)
  }
}
