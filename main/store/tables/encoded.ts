/** Encoded video of single chunks: a cache that makes exporting an unchanged film again fast. It may be emptied. */
import { createHash } from 'node:crypto'
import type { Connection } from '../connection.ts'

/** Each video is preceded by the SHA-256 of its key and bytes, which detects damage and a wrong chunk. */
const digestBytes = 32

export function encodedTable(db: Connection) {
  const upsert = db.prepare<[key: string, bytes: Uint8Array]>(
    'INSERT INTO encoded (key, bytes) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET bytes = excluded.bytes'
  )
  const select = db.prepare<[key: string], unknown>('SELECT bytes FROM encoded WHERE key = ?').pluck()
  return {
    /** @param key SHA-256 of the latents' hash and of everything that decides the encoded bytes */
    put(key: string, bytes: Uint8Array): void {
      upsert.run(key, Buffer.concat([digest(key, bytes), bytes]))
    },
    /** @returns undefined also for a damaged entry: it can be encoded again, so no error is reported */
    get(key: string): Uint8Array | undefined {
      const found = select.get(key)
      if (!(found instanceof Uint8Array)) return undefined
      const bytes = found.subarray(digestBytes)
      return digest(key, bytes).equals(found.subarray(0, digestBytes)) ? bytes : undefined
    }
  }
}

const digest = (key: string, bytes: Uint8Array): Buffer => createHash('sha256').update(key).update(bytes).digest()
