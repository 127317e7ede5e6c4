/**
 * Bounded reading of a file that may be anything: a pipe without a writer, an endless device, 100 GB. Its type is checked
 * before it is opened, and no more than a limit is read.
 */
import { closeSync, constants, fstatSync, openSync, readSync, statSync, type Stats } from 'node:fs'

/** `other`: neither file nor folder. `system`: a system error with its own code. */
export type Reason = 'missing' | 'folder' | 'other' | 'large' | 'system'

export class Unreadable extends Error {
  readonly reason: Reason
  /** The system's code, such as `EACCES`; else the reason. */
  readonly code: string

  constructor(reason: Reason, code: string = reason) {
    super(`not read: ${code}`)
    this.reason = reason
    this.code = code
  }
}

const piece = 1 << 20

/** All bytes of a file. @param most bytes it may have @throws Unreadable */
export function readWithin(path: string, most: number): Uint8Array<ArrayBuffer> {
  try {
    demandFile(statSync(path), most)
    const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)) // it may have become a pipe meanwhile
    try {
      demandFile(fstatSync(file), most)
      return readAll(file, most)
    } finally {
      closeSync(file)
    }
  } catch (error) {
    if (error instanceof Unreadable) throw error
    const { code = String(error) } = error as NodeJS.ErrnoException
    throw new Unreadable(
      code === 'ENOENT' || code === 'ENOTDIR' ? 'missing' : code === 'EISDIR' ? 'folder' : 'system',
      code
    )
  }
}

/** As `readWithin`, as UTF-8. */
export const readTextWithin = (path: string, most: number): string =>
  Buffer.from(readWithin(path, most)).toString('utf8')

function demandFile(found: Stats, most: number): void {
  if (found.isDirectory()) throw new Unreadable('folder')
  if (!found.isFile()) throw new Unreadable('other')
  if (found.size > most) throw new Unreadable('large')
}

/** The reported size may be too small: the file may grow, or be generated while it is read. */
function readAll(file: number, most: number): Uint8Array<ArrayBuffer> {
  const pieces: Uint8Array[] = []
  let length = 0
  for (;;) {
    const next = new Uint8Array(Math.min(piece, most + 1 - length))
    const read = readSync(file, next, 0, next.length, null)
    if (read === 0) break
    length += read
    if (length > most) throw new Unreadable('large')
    pieces.push(next.subarray(0, read))
  }
  const bytes = new Uint8Array(length)
  let at = 0
  for (const each of pieces) {
    bytes.set(each, at)
    at += each.length
  }
  return bytes
}
