/** SHA-256 in hex: how latents, pages, snapshots and assets are named. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'

/** Who follows long work on files. */
export interface Following {
  /** Ends it. */
  readonly signal?: AbortSignal
  /** Told of bytes as they are done. */
  readonly done?: (bytes: number) => void
}

/** @param content text as UTF-8 */
export const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex')

/** Of a file, streamed: it may be larger than memory. @throws what the system says of reading; AbortError */
export async function sha256OfFile(path: string, { signal, done }: Following = {}): Promise<string> {
  const hash = createHash('sha256')
  const pieces = createReadStream(path, { highWaterMark: 1 << 20, ...(signal ? { signal } : {}) })
  for await (const piece of pieces as AsyncIterable<Buffer>) {
    hash.update(piece)
    done?.(piece.length)
  }
  return hash.digest('hex')
}
