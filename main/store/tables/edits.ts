/** The undo log: done entries, followed by undone ones. */
import * as v from 'valibot'
import type { Connection } from '../connection.ts'
import type { Proofs } from '../proof.ts'
import { countedColumn, jsonColumn, parseRow } from '../row.ts'

const row = v.strictObject({ number: countedColumn, done: v.picklist([0, 1]), entry: jsonColumn })
/** `entry` is JSON from a file: the caller parses it. */
export type LoggedEdit = v.InferOutput<typeof row>

export function editTable(db: Connection, path: string, proofs: Proofs) {
  const upsert = db.prepare<[number: number, made: number, done: number, entry: string]>(
    `INSERT INTO edit (number, made, done, entry) VALUES (?, ?, ?, ?)
     ON CONFLICT (number) DO UPDATE SET done = excluded.done, entry = excluded.entry`
  )
  const remove = db.prepare<[number: number]>('DELETE FROM edit WHERE number = ?')
  const selectAll = db.prepare<[]>('SELECT number, done, entry FROM edit ORDER BY number')
  return {
    /** @param made milliseconds since 1970, UTC; an existing entry keeps its own */
    put(number: number, done: boolean, entry: unknown, made: number): void {
      upsert.run(number, made, done ? 1 : 0, JSON.stringify(entry))
      proofs?.seal('edit', number)
    },
    remove(number: number): void {
      remove.run(number)
      proofs?.drop('edit', number)
    },
    /** Oldest first. */
    all(): LoggedEdit[] {
      proofs?.demandAll('edit')
      return selectAll.all().map((found) => parseRow(row, found, 'edit', path))
    }
  }
}
