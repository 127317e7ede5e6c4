/** Files brought in by the artist (sketches), named by the SHA-256 of their bytes. */
import * as v from 'valibot'
import type { Connection } from '../connection.ts'
import { blobColumn, parseRow, sha256 } from '../row.ts'

/** What may be brought in, as media types. */
export const assetTypes = ['image/png', 'image/jpeg', 'image/webp'] as const

export const assetRow = v.strictObject({ type: v.picklist(assetTypes), bytes: blobColumn })
export type Asset = v.InferOutput<typeof assetRow>

export function assetTable(db: Connection, path: string) {
  const insert = db.prepare<[id: string, type: string, bytes: Uint8Array]>(
    'INSERT OR IGNORE INTO asset (id, type, bytes) VALUES (?, ?, ?)'
  )
  const select = db.prepare<[id: string]>('SELECT type, bytes FROM asset WHERE id = ?')
  return {
    /** @returns the asset's id */
    put({ type, bytes }: Asset): string {
      const id = sha256(bytes)
      insert.run(id, type, bytes)
      return id
    },
    get(id: string): Asset | undefined {
      const found = select.get(id)
      return found === undefined ? undefined : parseRow(assetRow, found, 'asset', path)
    }
  }
}
