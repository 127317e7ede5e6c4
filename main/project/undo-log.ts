/** The history of edits, kept row by row in the project file: only what an edit changed is written. */
import { Failure } from '../../app/base/failure.ts'
import type { Entry, History } from '../../app/edits/history.ts'
import { parseEntry, storedEntry } from '../../app/edits/stored-entry.ts'
import { filmSteps, type FilmStep } from '../../app/film/versions.ts'
import type { Tables } from '../store/tables/tables.ts'

/** The undo list out of a file, and how many entries of an earlier version had to be forgotten. */
export interface StoredLog {
  readonly history: History
  readonly forgotten: number
}

/**
 * Reads the list. An entry of an earlier version that has no meaning in this one ends it: what lies behind it, seen from now,
 * could not be undone or redone without it.
 * @param steps of all versions; another list in tests only
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

/** What stands behind the last null, in order: the entries next to now are last. */
const behindLast = (entries: readonly (Entry | null)[]): readonly Entry[] =>
  entries.slice(entries.lastIndexOf(null) + 1).filter((entry) => entry !== null)

/** Takes out of the file what `readLog` had to forget, which is all but what it gave. */
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
