/** Reads the rows of a damaged table that are still readable. */
import type { Connection } from './connection.ts'

export type Row = Record<string, unknown>

/** A view, virtual table or generated column (one that `table_info` hides) is foreign code, which may never end. */
function isPlainTable(db: Connection, table: string): boolean {
  const found = db.prepare("SELECT 1 FROM sqlite_schema WHERE name = ? AND type = 'table' AND rootpage > 0").all(table)
  if (found.length !== 1) return false
  const columns = db.pragma(`table_xinfo(${table})`) as { hidden: number }[]
  return columns.every(({ hidden }) => hidden === 0)
}

/** Rows in order of `key`; an unreadable row, or a b-tree page of them, is skipped. */
export function* readableRows(db: Connection, table: string, names: string, key: string): Generator<Row> {
  if (attempt(() => isPlainTable(db, table)) !== true) return
  const sql = `SELECT ${names} FROM ${table} WHERE ${key} > ? ORDER BY ${key} LIMIT 1`
  const next = attempt(() => db.prepare<[number], Row>(sql))
  if (next === undefined) return
  /** The first row after a number; undefined when it cannot be read. */
  const after = (number: number) => attempt(() => ({ row: next.get(number) }))
  for (let at = 0; ;) {
    const found = after(at)
    if (found === undefined) {
      const beyond = stepOver(at, (number) => after(number) !== undefined)
      if (beyond === undefined) return
      at = beyond
      continue
    }
    const number = Number(found.row?.[key])
    if (found.row === undefined || !(number > at)) return
    at = number
    yield found.row
  }
}

/**
 * The lowest number above `at` from which reading works again, found by doubling the step and then bisecting: the unreadable part
 * is one range, a row or the rows of a b-tree page. Undefined when it reaches the end.
 */
function stepOver(at: number, readable: (number: number) => boolean): number | undefined {
  let step = 1
  while (!readable(at + step)) if ((step *= 2) > 2 ** 40) return undefined
  let unreadable = at + Math.floor(step / 2)
  let beyond = at + step
  while (beyond - unreadable > 1) {
    const middle = Math.floor((unreadable + beyond) / 2)
    if (readable(middle)) beyond = middle
    else unreadable = middle
  }
  return beyond
}

/** The result of `work`, or undefined when it throws. */
export function attempt<Result>(work: () => Result): Result | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}
