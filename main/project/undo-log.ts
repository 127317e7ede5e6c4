/** The history of edits, kept row by row in the project file: only what an edit changed is written. */
import { emptyHistory, parseEntry, type Entry, type History } from '../../app/edits/history.ts'
import type { Tables } from '../store/tables/tables.ts'

/** Which row holds which entry. Entries are immutable, so the object itself is the key. */
export type LogRows = ReadonlyMap<Entry, number>

export interface UndoLog {
  readonly history: History
  readonly rows: LogRows
}

export const emptyLog: UndoLog = { history: emptyHistory, rows: new Map() }

/** @throws Failure `edit.log` or `project.damaged` */
export function readLog(tables: Tables): UndoLog {
  const done: Entry[] = []
  const undone: Entry[] = []
  const rows = new Map<Entry, number>()
  for (const row of tables.edits.all()) {
    const entry = parseEntry(row.entry)
    rows.set(entry, row.number)
    if (row.done) done.push(entry)
    else undone.unshift(entry)
  }
  return { history: { done, undone }, rows }
}

/**
 * Writes the difference between two histories: entries that left, entries that arrived (always the newest), and
 * entries that were undone or redone. @param now milliseconds since 1970, UTC
 */
export function writeLog(tables: Tables, before: UndoLog, history: History, now: number): UndoLog {
  const rows = new Map<Entry, number>()
  const wasDone = new Set(before.history.done)
  const isDone = new Set(history.done)
  const kept = new Set([...history.done, ...history.undone])
  for (const [entry, number] of before.rows) {
    if (!kept.has(entry)) tables.edits.remove(number)
    else rows.set(entry, number)
    if (kept.has(entry) && wasDone.has(entry) !== isDone.has(entry)) tables.edits.mark(number, isDone.has(entry))
  }
  for (const entry of history.done) if (!rows.has(entry)) rows.set(entry, tables.edits.add(entry, now))
  return { history, rows }
}
