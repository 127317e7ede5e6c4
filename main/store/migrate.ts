/** Brings a project file to this version, forward only. */
import { existsSync } from 'node:fs'
import type { Connection } from './connection.ts'

export const versionOf = (db: Connection): number => Number(db.pragma('user_version', { simple: true }))

/**
 * Runs the migrations a file lacks, all or none. A file that already holds work is first copied to
 * `name.throughline.vN-backup` beside it (N = its version), unless that copy exists already.
 * @param path of the file; null for a new file, which needs no copy
 */
export function migrate(db: Connection, path: string | null, migrations: readonly string[]): void {
  const from = versionOf(db)
  if (from >= migrations.length) return
  if (path !== null) backUp(db, `${path}.v${from}-backup`)
  db.transaction(() => {
    for (const step of migrations.slice(from)) db.exec(step)
    db.pragma(`user_version = ${migrations.length}`)
  }).exclusive()
}

function backUp(db: Connection, copy: string): void {
  if (!existsSync(copy)) db.prepare('VACUUM INTO ?').run(copy)
}
