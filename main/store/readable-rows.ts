/** The rows of a damaged table that can still be read. */
import type { Connection } from './connection.ts'

export type Row = Record<string, unknown>

/** A view, a virtual table or a computed column (one that `table_info` hides) is a stranger's code, which need not ever end. */
function isPlainTable(db: Connection, table: string): boolean {
  const found = db.prepare("SELECT 1 FROM sqlite_schema WHERE name = ? AND type = 'table' AND rootpage > 0").all(table)
  if (found.length !== 1) return false
  const columns = db.pragma(`table_xinfo(${table})`) as { hidden: number }[]
  return columns.every(({ hidden }) => hidden === 0)
}

/** Row by row in order of `key`: an unreadable one, or a tree page full of them, is stepped over. */
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
 * The least number above `at` from which reading works again, by doubling steps and halving back: the unreadable is one
 * stretch, a row or the rows of a tree page. Undefined when it reaches to the end.
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

/** What it gives, or undefined where it throws. */
export function attempt<Result>(work: () => Result): Result | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}
