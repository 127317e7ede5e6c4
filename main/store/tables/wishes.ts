/** The artist's wishes for the memory of a take: a row for each take with wishes. */
import * as v from 'valibot'
import { wishesSchema } from '../../../app/ledger/schemas.ts'
import type { TakeId } from '../../../app/ids.ts'
import type { MemoryWishes } from '../../../app/ledger/records.ts'
import type { Connection } from '../connection.ts'
import type { Proofs } from '../proof.ts'
import { jsonColumn, parseRow } from '../row.ts'

/** Their stored form: JSON text. */
export const wishesColumn = v.pipe(jsonColumn, wishesSchema)

export function wishTable(db: Connection, path: string, proofs: Proofs) {
  // A read-only file of version 1 has no such table, and no such takes.
  if (!db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'wish'").get()) return null
  const insert = db.prepare<[take: string, json: string]>('INSERT INTO wish (take, json) VALUES (?, ?)')
  const select = db.prepare<[take: string], { number: number; json: string }>(
    'SELECT number, json FROM wish WHERE take = ?'
  )
  const selectTakes = db.prepare<[], string>('SELECT take FROM wish').pluck()
  return {
    /** The takes that were made with wishes. */
    takes: (): ReadonlySet<string> => new Set(selectTakes.all()),
    add(take: TakeId, wishes: MemoryWishes): void {
      const { lastInsertRowid } = insert.run(take, JSON.stringify(wishes))
      proofs?.seal('wish', Number(lastInsertRowid))
    },
    of(take: TakeId): MemoryWishes | undefined {
      const found = select.get(take)
      if (found === undefined) return undefined
      proofs?.demand('wish', found.number)
      return parseRow(wishesColumn, found.json, 'wish', path)
    }
  }
}
