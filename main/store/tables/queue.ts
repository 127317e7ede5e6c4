/** The queue: one row per requested item that is not made yet, in order. */
import * as v from 'valibot'
import { wantSchema, type Want } from '../../../app/plan/want.ts'
import type { Connection } from '../connection.ts'
import type { Proofs } from '../proof.ts'
import { jsonColumn, parseRow } from '../row.ts'

const wantColumn = v.pipe(jsonColumn, wantSchema)

export function queueTable(db: Connection, path: string, proofs: Proofs) {
  // A read-only file of an older version has no such table, and an empty queue.
  if (!db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'queue'").get()) return null
  const insert = db.prepare<[want: string]>('INSERT INTO queue (want) VALUES (?)')
  const clear = db.prepare<[]>('DELETE FROM queue')
  const select = db.prepare<[], string>('SELECT want FROM queue ORDER BY number').pluck()
  return {
    /** Replaces the whole queue. */
    put(wants: readonly Want[]): void {
      clear.run()
      proofs?.dropAll('queue')
      for (const want of wants) {
        const { lastInsertRowid } = insert.run(JSON.stringify(want))
        proofs?.seal('queue', Number(lastInsertRowid))
      }
    },
    all(): Want[] {
      proofs?.demandAll('queue')
      return select.all().map((json) => parseRow(wantColumn, json, 'queue', path))
    }
  }
}
