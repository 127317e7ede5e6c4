/** Sketches: pictures added or drawn by the artist, named by the SHA-256 of their bytes. */
import * as v from 'valibot'
import { isSketch, pictureTypes } from '../../../app/film/picture.ts'
import type { Connection } from '../connection.ts'
import { damaged } from '../failures.ts'
import type { Proofs } from '../proof.ts'
import { blobColumn, parseRow } from '../row.ts'
import { sha256 } from '../../../engine/files/sha256.ts'

export const assetRow = v.strictObject({
  type: v.picklist(pictureTypes),
  bytes: v.pipe(blobColumn, v.check(isSketch, 'no picture of a size that is kept'))
})
export type Asset = v.InferOutput<typeof assetRow>

export function assetTable(db: Connection, path: string, proofs: Proofs) {
  const insert = db.prepare<[id: string, type: string, bytes: Uint8Array]>(
    'INSERT OR IGNORE INTO asset (id, type, bytes) VALUES (?, ?, ?)'
  )
  const remove = db.prepare<[number: number]>('DELETE FROM asset WHERE number = ?')
  const select = db.prepare<[id: string], { number: number }>('SELECT number, type, bytes FROM asset WHERE id = ?')
  return {
    /** @returns the asset's id */
    put({ type, bytes }: Asset): string {
      const id = sha256(bytes)
      const { changes, lastInsertRowid } = insert.run(id, type, bytes)
      if (changes > 0) proofs?.seal('asset', Number(lastInsertRowid))
      return id
    },
    /** Deletes one that nothing names any more. */
    drop(id: string): void {
      const number = select.get(id)?.number
      if (number === undefined) return
      remove.run(number)
      proofs?.drop('asset', number)
    },
    /** @throws Failure `project.damaged` when it is not a valid picture or does not match its id */
    get(id: string): Asset | undefined {
      const found = select.get(id)
      if (found === undefined) return undefined
      const { number, ...row } = found
      proofs?.demand('asset', number)
      const asset = parseRow(assetRow, row, 'asset', path)
      if (sha256(asset.bytes) !== id) throw damaged(path, `the sketch ${id.slice(0, 12)} changed on the disk`)
      return asset
    }
  }
}
