/** The undo log: entries that are done, and after them those that were undone. */
import * as v from 'valibot'
import type { Connection } from '../connection.ts'
import { countedColumn, jsonColumn, parseRow } from '../row.ts'

const row = v.strictObject({ number: countedColumn, done: v.picklist([0, 1]), entry: jsonColumn })
/** `entry` is JSON from a file: the caller parses it. */
export type LoggedEdit = v.InferOutput<typeof row>

export function editTable(db: Connection, path: string) {
  const insert = db.prepare<[made: number, entry: string]>('INSERT INTO edit (made, done, entry) VALUES (?, 1, ?)')
  const remove = db.prepare<[number: number]>('DELETE FROM edit WHERE number = ?')
  const update = db.prepare<[done: number, number: number]>('UPDATE edit SET done = ? WHERE number = ?')
  const selectAll = db.prepare<[]>('SELECT number, done, entry FROM edit ORDER BY number')
  return {
    /** @param made milliseconds since 1970, UTC. @returns the entry's number, larger than all before */
    add: (entry: unknown, made: number): number => Number(insert.run(made, JSON.stringify(entry)).lastInsertRowid),
    remove(number: number): void {
      remove.run(number)
    },
    mark(number: number, done: boolean): void {
      update.run(done ? 1 : 0, number)
    },
    /** Oldest first. */
    all: (): LoggedEdit[] => selectAll.all().map((found) => parseRow(row, found, 'edit', path))
  }
}
