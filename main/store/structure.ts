/** SQLite's own look at a file: every page, every NOT NULL and CHECK, and whether each index has what its table has. */
import Database from 'better-sqlite3'
import { versionOf, type Connection } from './connection.ts'
import { runMigration, type Migration } from './migrations/migrations.ts'

/**
 * Of a version that is not known here only the tables that are read are looked at, and no CHECK: what a stranger wrote there
 * may compute for ever.
 * @returns what is wrong, or null
 */
export function structureFault(db: Connection, migrations: readonly Migration[]): string | null {
  const isNewer = versionOf(db) > migrations.length
  if (isNewer) db.pragma('ignore_check_constraints = ON')
  for (const asked of isNewer ? tablesOf(migrations) : ['1']) {
    const answer = String(db.pragma(`integrity_check(${asked})`, { simple: true }))
    if (answer !== 'ok') return answer.split('\n').at(-1)!
  }
  return null
}

/** The names of all tables that are ever read. */
export const tablesOf = (steps: readonly Migration[]): string[] =>
  inNewFile(steps, (db) =>
    db
      .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'sqlite_*'")
      .pluck()
      .all()
  )

/** Looks at a file as these steps make it. */
export function inNewFile<Result>(steps: readonly Migration[], look: (db: Connection) => Result): Result {
  const db = new Database(':memory:')
  try {
    for (const step of steps) runMigration(db, step)
    return look(db)
  } finally {
    db.close()
  }
}
