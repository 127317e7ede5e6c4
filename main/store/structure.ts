/** SQLite's integrity check: every page, NOT NULL and CHECK constraint, and each index against its table. */
import Database from 'better-sqlite3'
import { versionOf, type Connection } from './connection.ts'
import { runMigration, type Migration } from './migrations/migrations.ts'

/**
 * For a file of a newer version, checks only the tables that are read, and no CHECK constraints: foreign SQL in them may never end.
 * @returns the fault, or null
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

/** The names of all tables that these migrations create. */
export const tablesOf = (steps: readonly Migration[]): string[] =>
  inNewFile(steps, (db) =>
    db
      .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'sqlite_*'")
      .pluck()
      .all()
  )

/** Runs `look` on an empty in-memory database with these migrations applied. */
export function inNewFile<Result>(steps: readonly Migration[], look: (db: Connection) => Result): Result {
  const db = new Database(':memory:')
  try {
    for (const step of steps) runMigration(db, step)
    return look(db)
  } finally {
    db.close()
  }
}
