/** Pictures (sketches among them) and sounds brought in or drawn by the artist, named by the SHA-256 of their bytes. */
import * as v from 'valibot'
import { isPictureType, isSketch, pictureTypes, type PictureType } from '../../../app/film/picture.ts'
import { audioTypes, isPiece, isWaveform, parseRecord } from '../../../app/sound/stored-audio.ts'
import type { Connection } from '../connection.ts'
import { damaged } from '../failures.ts'
import type { Proofs } from '../proof.ts'
import { blobColumn, parseRow } from '../row.ts'
import { sha256 } from '../../../engine/files/sha256.ts'

const kept = (is: (bytes: Uint8Array) => boolean, fault: string) => v.pipe(blobColumn, v.check(is, fault))
const isRecord = (bytes: Uint8Array): boolean => parseRecord(bytes) !== null

export const assetRow = v.variant('type', [
  v.strictObject({ type: v.picklist(pictureTypes), bytes: kept(isSketch, 'no picture of a size that is kept') }),
  v.strictObject({ type: v.literal(audioTypes.piece), bytes: kept(isPiece, 'no sound of the form that is kept') }),
  v.strictObject({ type: v.literal(audioTypes.waveform), bytes: kept(isWaveform, 'too long for a waveform') }),
  v.strictObject({ type: v.literal(audioTypes.record), bytes: kept(isRecord, 'no record of a sound') })
])
export type Asset = v.InferOutput<typeof assetRow>
export type Sketch = Extract<Asset, { type: PictureType }>
export const isSketchAsset = (asset: Asset): asset is Sketch => isPictureType(asset.type)

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
    /** @throws Failure `project.damaged` when it is not valid or does not match its id */
    get(id: string): Asset | undefined {
      const found = select.get(id)
      if (found === undefined) return undefined
      const { number, ...row } = found
      proofs?.demand('asset', number)
      const asset = parseRow(assetRow, row, 'asset', path)
      const what = isPictureType(asset.type) ? 'sketch' : 'sound'
      if (sha256(asset.bytes) !== id) throw damaged(path, `the ${what} ${id.slice(0, 12)} changed on the disk`)
      return asset
    }
  }
}
