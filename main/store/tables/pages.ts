/** The stored bytes of memory pages. Their origins and hashes are in the table `origin`. */
import type { PageId } from '../../../app/ids.ts'
import type { Connection } from '../connection.ts'
import { damaged } from '../failures.ts'
import type { Proofs } from '../proof.ts'
import { proofOf, type Origins } from './origins.ts'
import { blobColumn, parseRow } from '../row.ts'
import { sha256 } from '../../../engine/files/sha256.ts'

export interface PageBytes {
  readonly id: PageId
  /** Of the bytes. */
  readonly sha256: string
  /** f16, per layer keys then values (docs/project-file.md). */
  readonly bytes: Uint8Array
}

export function pageTable(db: Connection, path: string, origins: Origins, proofs: Proofs) {
  const insert = db.prepare<[id: string, bytes: Uint8Array]>('INSERT OR IGNORE INTO page (id, bytes) VALUES (?, ?)')
  const select = db.prepare<[id: string], unknown>('SELECT bytes FROM page WHERE id = ?').pluck()
  const count = db.prepare<[id: string], unknown>('SELECT count(*) FROM page WHERE id = ?').pluck()
  const remove = db.prepare<[number: number]>('DELETE FROM page WHERE number = ?')
  return {
    has: (id: PageId): boolean => count.get(id) === 1,
    /** Adds a page unless it is there already. */
    put(id: PageId, stored: Uint8Array): void {
      const { changes, lastInsertRowid } = insert.run(id, stored)
      if (changes > 0) proofs?.seal('page', Number(lastInsertRowid))
    },
    /** Deletes a damaged page: it is re-created from latents when needed. */
    drop(number: number): void {
      remove.run(number)
      proofs?.drop('page', number)
    },
    /** Drops the hashes of missing pages. */
    forgetLost: (): void => proofs?.dropLost('page'),
    /** @throws Failure `project.damaged` when the bytes do not match their hash */
    get(id: PageId): PageBytes | undefined {
      const found = select.get(id)
      if (found === undefined) return undefined
      const bytes = parseRow(blobColumn, found, 'page', path)
      const proof = proofOf(origins, id)
      if (sha256(bytes) !== proof) throw damaged(path, `the memory page ${id.slice(0, 12)} changed on the disk`)
      return { id, sha256: proof, bytes }
    }
  }
}
