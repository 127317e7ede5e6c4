/** Encoded video of single chunks, kept so that an unchanged film exports again quickly. A cache: it may be emptied. */
import type { Connection } from '../connection.ts'
import { blobColumn, parseRow } from '../row.ts'

export function encodedTable(db: Connection, path: string) {
  const upsert = db.prepare<[key: string, bytes: Uint8Array]>(
    'INSERT INTO encoded (key, bytes) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET bytes = excluded.bytes'
  )
  const select = db.prepare<[key: string], unknown>('SELECT bytes FROM encoded WHERE key = ?').pluck()
  return {
    /** @param key SHA-256 of the latents' hash and of everything that decides the encoded bytes */
    put(key: string, bytes: Uint8Array): void {
      upsert.run(key, bytes)
    },
    get(key: string): Uint8Array | undefined {
      const found = select.get(key)
      return found === undefined ? undefined : parseRow(blobColumn, found, 'encoded', path)
    }
  }
}
