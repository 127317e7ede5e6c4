/** Memory snapshots, named by the hash of their content. They contain references to pages, not their bytes. */
import * as v from 'valibot'
import { snapshotSchema } from '../../../app/ledger/schemas.ts'
import type { SnapshotId } from '../../../app/ids.ts'
import type { Snapshot } from '../../../app/ledger/records.ts'
import type { Connection } from '../connection.ts'
import { damaged } from '../failures.ts'
import type { Proofs } from '../proof.ts'
import { jsonColumn, parseRow } from '../row.ts'

/** The stored form of a snapshot: JSON text. */
export const snapshotColumn = v.pipe(jsonColumn, snapshotSchema)

export function snapshotTable(db: Connection, path: string, proofs: Proofs) {
  const insert = db.prepare<[id: string, json: string]>('INSERT OR IGNORE INTO snapshot (id, json) VALUES (?, ?)')
  const select = db.prepare<[id: string], { number: number; json: string }>(
    'SELECT number, json FROM snapshot WHERE id = ?'
  )
  return {
    /** Adds a snapshot unless its id is there already. */
    put(snapshot: Snapshot): void {
      const { changes, lastInsertRowid } = insert.run(snapshot.id, JSON.stringify(snapshot))
      if (changes > 0) proofs?.seal('snapshot', Number(lastInsertRowid))
    },
    get(id: SnapshotId): Snapshot | undefined {
      const found = select.get(id)
      if (found === undefined) return undefined
      const { number, json } = found
      proofs?.demand('snapshot', number)
      const snapshot = parseRow(snapshotColumn, json, 'snapshot', path) as Snapshot
      if (snapshot.id !== id) throw damaged(path, `snapshot ${id.slice(0, 12)} says it is another`)
      return snapshot
    }
  }
}
