/** The pictures of a chunk, JPEG, in display order. A cache: latents are the master. */
import * as v from 'valibot'
import { limits } from '../../../app/base/limits.ts'
import { areFrames, isFrame } from '../../../app/film/picture.ts'
import type { ChunkId } from '../../../app/ids.ts'
import type { Connection } from '../connection.ts'
import { damaged } from '../failures.ts'
import type { Proofs } from '../proof.ts'
import { blobColumn, parseRow, wholeColumn } from '../row.ts'

const row = v.strictObject({
  position: wholeColumn,
  jpeg: v.pipe(blobColumn, v.check(isFrame, 'no picture of a size that a film has'))
})

export function frameTable(db: Connection, path: string, proofs: Proofs) {
  const insert = db.prepare<[chunk: string, position: number, jpeg: Uint8Array]>(
    'INSERT INTO frame (chunk, position, jpeg) VALUES (?, ?, ?)'
  )
  const selectAll = db.prepare<[chunk: string]>(
    `SELECT position, jpeg FROM frame WHERE chunk = ? ORDER BY position LIMIT ${limits.chunkFrames + 1}`
  )
  const selectOne = db.prepare<[chunk: string, position: number]>(
    'SELECT position, jpeg FROM frame WHERE chunk = ? AND position = ?'
  )
  const removeAll = db.prepare<[chunk: string]>('DELETE FROM frame WHERE chunk = ?')
  const parse = (found: unknown) => parseRow(row, found, 'frame', path)
  type Proven = ReturnType<NonNullable<Proofs>['frames']> | undefined
  const demand = (proven: Proven, position: number, jpeg: Uint8Array): void => {
    if (proven?.isAt(position, jpeg) === false)
      throw damaged(path, `picture ${position + 1} of a chunk changed on the disk`)
  }
  return {
    add(chunk: ChunkId, frames: readonly Uint8Array[]): void {
      for (const [position, jpeg] of frames.entries()) insert.run(chunk, position, jpeg)
      proofs?.sealFrames(chunk, frames)
    },
    /** Restores the pictures of a chunk; does nothing unless these are bit-equal to the stored ones. */
    restore(chunk: ChunkId, frames: readonly Uint8Array[]): void {
      const proven = proofs?.frames(chunk)
      if (proven?.count !== frames.length || !frames.every((jpeg, position) => proven.isAt(position, jpeg))) return
      removeAll.run(chunk)
      for (const [position, jpeg] of frames.entries()) insert.run(chunk, position, jpeg)
    },
    /** @throws Failure `project.damaged` when one in the middle is missing */
    of(chunk: ChunkId): Uint8Array[] {
      const found = selectAll.all(chunk).map(parse)
      const gap = found.findIndex(({ position }, index) => position !== index)
      if (gap >= 0) throw damaged(path, `picture ${gap + 1} of a chunk is missing`)
      const proven = proofs?.frames(chunk)
      const lost = proven ? proven.count - found.length : 0
      if (lost > 0) throw damaged(path, `${lost} ${lost === 1 ? 'picture' : 'pictures'} of a chunk are missing`)
      found.forEach(({ jpeg, position }) => demand(proven, position, jpeg))
      const frames = found.map(({ jpeg }) => jpeg)
      if (frames.length > 0 && !areFrames(frames))
        throw damaged(path, 'the pictures of a chunk are too many or too large')
      return frames
    },
    one(chunk: ChunkId, position: number): Uint8Array | undefined {
      const found = selectOne.get(chunk, position)
      const proven = proofs?.frames(chunk)
      if (found === undefined) {
        if (position < (proven?.count ?? 0)) throw damaged(path, `picture ${position + 1} of a chunk is missing`)
        return undefined
      }
      const { jpeg } = parse(found)
      demand(proven, position, jpeg)
      return jpeg
    }
  }
}
