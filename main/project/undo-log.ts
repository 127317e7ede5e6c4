/** The undo log in the project file, row by row: only changed entries are written. */
import { Failure } from '../../app/base/failure.ts'
import type { Entry, History } from '../../app/edits/history.ts'
import { parseEntry, storedEntry } from '../../app/edits/stored-entry.ts'
import { filmSteps, type FilmStep } from '../../app/film/versions.ts'
import type { Tables } from '../store/tables/tables.ts'

/** The stored undo list, and how many entries of an earlier version had to be dropped. */
export interface StoredLog {
  readonly history: History
  readonly forgotten: number
}

/**
 * Reads the list. An entry that cannot be upgraded ends it, since entries beyond it could not be undone or redone without
 * it.
 * @param steps upgrade steps of all versions; tests pass others
 * @throws Failure `edit.log` or `project.damaged`
 */
export function readLog(tables: Tables, steps: readonly FilmStep[] = filmSteps): StoredLog {
  const rows = tables.edits.all()
  const entries = (done: boolean): (Entry | null)[] =>
    rows.filter((row) => (row.done === 1) === done).map((row) => parseEntry(row.entry, row.number, steps))
  const done = entries(true)
  const undone = entries(false).toReversed()
  const history = { done: behindLast(done), undone: behindLast(undone) }
  return { history, forgotten: rows.length - history.done.length - history.undone.length }
}

/** The entries after the last null, in order: those nearest to the present are last. */
const behindLast = (entries: readonly (Entry | null)[]): readonly Entry[] =>
  entries.slice(entries.lastIndexOf(null) + 1).filter((entry) => entry !== null)

/** Deletes from the file the entries that `readLog` had to drop. */
export function dropForgotten(tables: Tables, { done, undone }: History): void {
  const kept = new Set([...done, ...undone].map(({ number }) => number))
  for (const { number } of tables.edits.all()) if (!kept.has(number)) tables.edits.remove(number)
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

export const undoForgotten = (count: number): Failure =>
  new Failure(
    'edit.forgotten',
    `${count} ${count === 1 ? 'step' : 'steps'} of what could be undone were kept by an earlier version, which knew them in another form.`,
    'The film itself is whole; only these steps can no longer be undone or redone.',
    { count }
  )
