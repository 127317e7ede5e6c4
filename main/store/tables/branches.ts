/** Branches: a row for each take that shares the first chunks of another. */
import * as v from 'valibot'
import type { TakeId } from '../../../app/ids.ts'
import type { Branch } from '../../../app/ledger/records.ts'
import type { Connection } from '../connection.ts'
import { damaged } from '../failures.ts'
import type { Proofs } from '../proof.ts'
import { parseRow, wholeColumn } from '../row.ts'

const row = v.strictObject({
  number: wholeColumn,
  from: v.pipe(v.string(), v.minLength(1)),
  at: v.pipe(wholeColumn, v.minValue(1)),
  earlier: v.picklist([0, 1])
})

export function branchTable(db: Connection, path: string, proofs: Proofs) {
  // A read-only file of an older version has no such table, and no such takes.
  if (!db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'branch'").get()) return null
  const insert = db.prepare<[take: string, parent: string, at: number]>(
    'INSERT INTO branch (take, parent, position) VALUES (?, ?, ?)'
  )
  const select = db.prepare<[take: string]>(
    `SELECT number, parent AS "from", position AS at,
       ifnull((SELECT p.number < t.number FROM take p, take t WHERE p.id = parent AND t.id = take), 0) AS earlier
     FROM branch WHERE take = ?`
  )
  const selectTakes = db.prepare<[], string>('SELECT take FROM branch').pluck()
  return {
    /** The takes that share chunks of others. */
    takes: (): ReadonlySet<string> => new Set(selectTakes.all()),
    add(take: TakeId, { from, at }: Branch): void {
      const { lastInsertRowid } = insert.run(take, from, at)
      proofs?.seal('branch', Number(lastInsertRowid))
    },
    /** @throws Failure `project.damaged` when the other take is not older, which could form a cycle */
    of(take: TakeId): Branch | undefined {
      const found = select.get(take)
      if (found === undefined) return undefined
      const { number, earlier, ...branch } = parseRow(row, found, 'branch', path)
      proofs?.demand('branch', number)
      if (!earlier) throw damaged(path, 'a take shares what was made after it')
      return branch as Branch
    }
  }
}
export type Branches = ReturnType<typeof branchTable>
