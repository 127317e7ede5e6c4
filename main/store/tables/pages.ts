/** Pages of memory (K/V of one clean pass), named by the SHA-256 of their bytes. */
import type { PageId } from '../../../app/ids.ts'
import type { Connection } from '../connection.ts'
import { damaged } from '../failures.ts'
import type { Proofs } from '../proof.ts'
import { blobColumn, parseRow } from '../row.ts'
import { sha256 } from '../../../files/sha256.ts'

export interface Page {
  readonly id: PageId
  /** f16, per layer keys then values (docs/project-file.md). */
  readonly bytes: Uint8Array
}

export function pageTable(db: Connection, path: string, proofs: Proofs) {
  const insert = db.prepare<[id: string, bytes: Uint8Array]>('INSERT OR IGNORE INTO page (id, bytes) VALUES (?, ?)')
  const select = db.prepare<[id: string], unknown>('SELECT bytes FROM page WHERE id = ?').pluck()
  const count = db.prepare<[id: string], unknown>('SELECT count(*) FROM page WHERE id = ?').pluck()
  return {
    has: (id: PageId): boolean => count.get(id) === 1,
    /** Adds a page unless it is there already. */
    put(page: Page): void {
      const { changes, lastInsertRowid } = insert.run(page.id, page.bytes)
      if (changes > 0) proofs?.seal('page', Number(lastInsertRowid))
    },
    /** @throws Failure `project.damaged` when the bytes are no longer those of the id */
    get(id: PageId): Page | undefined {
      const found = select.get(id)
      if (found === undefined) return undefined
      const bytes = parseRow(blobColumn, found, 'page', path)
      if (sha256(bytes) !== id) throw damaged(path, `the memory page ${id.slice(0, 12)} changed on the disk`)
      return { id, bytes }
    }
  }
}
