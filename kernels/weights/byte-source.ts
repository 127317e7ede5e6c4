/**
 * A file read by position. Node cannot map files, so only the requested range is copied: memory use does not depend on the
 * file's size. (Graphs need no copy: ONNX Runtime maps the files they point to.)
 */
import { closeSync, constants, fstatSync, openSync, readSync, realpathSync, statSync } from 'node:fs'
import { damaged, unreachable } from './refusal.ts'

export interface ByteSource {
  /** Absolute, links resolved. */
  readonly path: string
  /** Bytes. */
  readonly size: number
  /**
   * Some bytes in a new buffer.
   * @throws Failure `weights.damaged` outside the file, or when it changed since; `weights.missing` when the system refuses
   */
  read(offset: number, length: number): Buffer<ArrayBuffer>
}

/** A single read call is limited to 2 GB. */
const mostAtOnce = 2 ** 30

/** State of a file when it was checked. */
interface Found {
  readonly path: string
  readonly size: number
  /** Milliseconds. */
  readonly changed: number
}

/**
 * A regular file. It is not kept open: if it is moved or replaced between reads, that is detected.
 * @throws Failure `weights.missing` when it is not there, may not be read, or is a folder, a pipe or a device
 */
export function fileSource(named: string): ByteSource {
  const found = look(named)
  const read = (offset: number, length: number): Buffer<ArrayBuffer> => {
    demandInside(found.path, found.size, offset, length)
    return opened(found, (file) => readAll(found.path, file, offset, length))
  }
  return { path: found.path, size: found.size, read }
}

/**
 * Reads ranges of one length, opening the file once.
 * @throws Failure as `fileSource` and its `read`
 */
export function readPieces(
  named: string,
  offsets: readonly number[],
  length: number,
  take: (piece: Buffer<ArrayBuffer>, index: number) => void
): void {
  const found = look(named)
  for (const offset of offsets) demandInside(found.path, found.size, offset, length)
  opened(found, (file) => offsets.forEach((offset, index) => take(readAll(found.path, file, offset, length), index)))
}

const look = (named: string): Found =>
  told(named, () => {
    const path = realpathSync(named)
    return { path, ...ordinary(path, statSync(path)) }
  })

function opened<Result>({ path, size, changed }: Found, use: (file: number) => Result): Result {
  return told(path, () => {
    const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    try {
      const now = ordinary(path, fstatSync(file))
      if (now.size !== size || now.changed !== changed) throw damaged(path, 'it was changed while it was being read')
      return use(file)
    } finally {
      closeSync(file)
    }
  })
}

/** @throws Failure `weights.damaged` for a place outside a file of `size` bytes */
export function demandInside(path: string, size: number, offset: number, length: number): void {
  const inside = Number.isSafeInteger(offset) && Number.isSafeInteger(length) && offset >= 0 && length >= 0
  if (!inside || offset + length > size) throw damaged(path, 'it ends too early')
}

function ordinary(path: string, found: ReturnType<typeof statSync> & object): { size: number; changed: number } {
  if (!found.isFile()) throw unreachable(path, found.isDirectory() ? 'it is a folder' : 'it is no ordinary file')
  return { size: Number(found.size), changed: Number(found.mtimeMs) }
}

function readAll(path: string, file: number, offset: number, length: number): Buffer<ArrayBuffer> {
  const bytes = Buffer.from(new ArrayBuffer(length))
  for (let done = 0; done < length;) {
    const got = readSync(file, bytes, done, Math.min(length - done, mostAtOnce), offset + done)
    if (got === 0) throw damaged(path, 'it ends too early')
    done += got
  }
  return bytes
}

/** A system error in words. */
function told<Result>(path: string, act: () => Result): Result {
  try {
    return act()
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (error instanceof RangeError) throw unreachable(path, 'memory is short')
    if (typeof code === 'string' && /^E[A-Z]+$/.test(code)) throw unreachable(path, code)
    throw error
  }
}
