/** Migrates a project file to the current version, forward only. */
import { lstatSync } from 'node:fs'
import { dropPartial, partialPath, probeName, sweepPartials } from '../../engine/files/partial.ts'
import { connect, versionOf, type Connection } from './connection.ts'
import { checkContent } from './identity.ts'
import { sealAll } from './proof.ts'
import { provenVersion } from './migrations/005-proofs.ts'
import { runMigration, type Migration } from './migrations/migrations.ts'
import { replaceDatabase } from './replace.ts'

/**
 * Runs the missing migrations in one transaction. An existing file is first copied to `name.throughline.vN-backup` beside it
 * (N = its version), unless that copy exists already.
 * @param path of the file; null for a new file, which needs no copy
 */
export function migrate(db: Connection, path: string | null, migrations: readonly Migration[]): void {
  const from = versionOf(db)
  if (from >= migrations.length) return
  if (path !== null) backUp(db, `${path}.v${from}-backup`, migrations)
  db.transaction(() => {
    for (const migration of migrations.slice(from)) runMigration(db, migration)
    if (from < provenVersion) sealAll(db, path ?? '')
    db.pragma(`user_version = ${migrations.length}`)
  }).exclusive()
}

function backUp(db: Connection, copy: string, migrations: readonly Migration[]): void {
  if (isBackup(copy, versionOf(db), migrations)) return
  sweepPartials(copy, '')
  const partial = partialPath(copy, '')
  probeName(`${partial}-journal`)
  try {
    db.prepare('VACUUM INTO ?').run(partial)
    replaceDatabase(partial, copy)
  } catch (error) {
    dropPartial(partial)
    throw error
  }
}

/** Whether a complete backup of that version exists. An incomplete one or a link does not count. */
function isBackup(copy: string, version: number, migrations: readonly Migration[]): boolean {
  if (!lstatSync(copy, { throwIfNoEntry: false })?.isFile()) return false
  try {
    const db = connect(copy, { readonly: true })
    try {
      return checkContent(db, copy, migrations) === version
    } finally {
      db.close()
    }
  } catch {
    return false
  }
}
