/** The history of edits, kept row by row in the project file: only what an edit changed is written. */
import { parseEntry, storedEntry, type Entry, type History } from '../../app/edits/history.ts'
import type { Tables } from '../store/tables/tables.ts'

/** @throws Failure `edit.log` or `project.damaged` */
export function readLog(tables: Tables): History {
  const done: Entry[] = []
  const undone: Entry[] = []
  for (const row of tables.edits.all()) {
    const entry = parseEntry(row.entry, row.number)
    if (row.done) done.push(entry)
    else undone.unshift(entry)
  }
  return { done, undone }
}

/** Writes the difference between two histories. @param now milliseconds since 1970, UTC */
export function writeLog(tables: Tables, before: History, after: History, now: number): void {
  const [rows, next] = [rowsOf(before), rowsOf(after)]
  for (const number of rows.keys()) if (!next.has(number)) tables.edits.remove(number)
  for (const [number, { entry, done }] of next) {
    const row = rows.get(number)
    if (row?.entry !== entry || row.done !== done) tables.edits.put(number, done, storedEntry(entry), now)
  }
}

interface Row {
  readonly entry: Entry
  readonly done: boolean
}

const rowsOf = ({ done, undone }: History): ReadonlyMap<number, Row> => {
  const rows = (entries: readonly Entry[], isDone: boolean) =>
    entries.map((entry): [number, Row] => [entry.number, { entry, done: isDone }])
  return new Map([...rows(done, true), ...rows(undone, false)])
}
