/** A file copied to another disk, and what was read of it: its hash proves that nothing else was copied. */
import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import { Unreadable } from './read-within.ts'
import type { Following } from './sha256.ts'

const piece = 1 << 20

/**
 * Copies `size` bytes into a new file, durably. What is behind them, should the file grow, is not copied.
 * @param size bytes that the file was seen to have
 * @returns SHA-256 in hex of the copy
 * @throws Unreadable when it cannot be read, is shorter or no ordinary file by now; of writing what the system says; AbortError
 */
export async function copyHashed(
  path: string,
  size: number,
  target: string,
  { signal, done }: Following = {}
): Promise<string> {
  const hash = createHash('sha256')
  const from = await readable(open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))) // it may be a pipe by now
  try {
    if (!(await readable(from.stat())).isFile()) throw new Unreadable('other')
    const to = await open(target, 'wx')
    try {
      const buffer = Buffer.alloc(Math.min(piece, Math.max(size, 1)))
      for (let at = 0; at < size;) {
        signal?.throwIfAborted()
        const bytes = await nextOf(from, buffer, size - at)
        hash.update(bytes)
        await to.writeFile(bytes)
        at += bytes.length
        done?.(bytes.length)
      }
      await to.sync()
    } finally {
      await to.close()
    }
  } finally {
    await from.close()
  }
  return hash.digest('hex')
}

async function nextOf(file: FileHandle, buffer: Buffer, most: number): Promise<Buffer> {
  const { bytesRead } = await readable(file.read(buffer, 0, Math.min(buffer.length, most), null))
  if (bytesRead === 0) throw new Unreadable('system', 'it became shorter')
  return buffer.subarray(0, bytesRead)
}

async function readable<Value>(read: Promise<Value>): Promise<Value> {
  try {
    return await read
  } catch (error) {
    throw new Unreadable('system', (error as NodeJS.ErrnoException).code)
  }
}
