/** Reads a WAL without SQLite (file format, §4), to find out which file it belongs to. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { parseSqliteHeader, readBeginning, type SqliteHeader } from './header.ts'

const logHeaderBytes = 32
const frameHeaderBytes = 24

export interface FirstCommit {
  /** The database header as of that commit; undefined when it did not write the first page. */
  readonly header: SqliteHeader | undefined
}

const magics = [0x377f0682, 0x377f0683]

/** Whether the file is not a WAL. One that begins with zeros counts as a WAL: a power failure can leave that. */
export function isNoLog(path: string): boolean {
  const head = readBeginning(path, logHeaderBytes)
  if (head.every((byte) => byte === 0)) return false
  return head.length < 4 || !magics.includes(head.readUInt32BE(0))
}

/** The first commit that SQLite would replay; undefined when there is none. Reads no further. */
export function firstCommit(path: string): FirstCommit | undefined {
  const file = openSync(path, 'r')
  try {
    return readFirstCommit(file, fstatSync(file).size)
  } finally {
    closeSync(file)
  }
}

function readFirstCommit(file: number, size: number): FirstCommit | undefined {
  const head = Buffer.alloc(logHeaderBytes)
  if (readSync(file, head, 0, logHeaderBytes, 0) < logHeaderBytes) return undefined
  const magic = head.readUInt32BE(0)
  const sqlitePageSize = head.readUInt32BE(8)
  if (!magics.includes(magic) || sqlitePageSize < 512 || sqlitePageSize > 65_536) return undefined
  const sum = checksums((magic & 1) === 1)
  if (!sum(head.subarray(0, 24)).equals(head.subarray(24, 32))) return undefined
  const frame = Buffer.alloc(frameHeaderBytes + sqlitePageSize)
  let header: SqliteHeader | undefined
  for (let at = logHeaderBytes; at + frame.length <= size; at += frame.length) {
    if (readSync(file, frame, 0, frame.length, at) < frame.length) return undefined
    if (!frame.subarray(8, 16).equals(head.subarray(16, 24))) return undefined // a stale frame from before the last checkpoint
    sum(frame.subarray(0, 8))
    if (!sum(frame.subarray(frameHeaderBytes)).equals(frame.subarray(16, 24))) return undefined
    if (frame.readUInt32BE(0) === 1) header = parseSqliteHeader(frame.subarray(frameHeaderBytes))
    if (frame.readUInt32BE(4) !== 0) return { header }
  }
  return undefined
}

/** SQLite's cumulative checksum: each call continues from the previous one. @returns the two sums as stored in the file */
function checksums(bigEndian: boolean): (bytes: Buffer) => Buffer {
  let [first, second] = [0, 0]
  return (bytes) => {
    for (let at = 0; at < bytes.length; at += 8) {
      first = (first + (bigEndian ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at)) + second) >>> 0
      second = (second + (bigEndian ? bytes.readUInt32BE(at + 4) : bytes.readUInt32LE(at + 4)) + first) >>> 0
    }
    const sums = Buffer.alloc(8)
    sums.writeUInt32BE(first, 0)
    sums.writeUInt32BE(second, 4)
    return sums
  }
}
