import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { Project } from '../../../main/project/project.ts'
import { connect, versionOf, type Connection } from '../../../main/store/connection.ts'
import { migrate } from '../../../main/store/migrate.ts'
import { migrations } from '../../../main/store/migrations/migrations.ts'
import { freshFolder } from '../kit/fresh-folder.ts'
import { filmOf } from '../kit/made.ts'

/** A closed project of the current version, opened as plain SQLite. */
function older(): { path: string; db: Connection } {
  const path = join(freshFolder(), 'a.throughline')
  Project.create(path, filmOf(2)).close()
  return { path, db: connect(path, { readonly: false }) }
}
const later = 'ALTER TABLE take ADD COLUMN mood TEXT'

test('upgrades an older file, after copying it', () => {
  const { path, db } = older()
  const version = versionOf(db)
  migrate(db, path, [...migrations, later])
  expect(versionOf(db)).toBe(version + 1)
  expect(db.prepare('SELECT mood FROM take').all()).toEqual([])
  db.close()
  const copy = Project.open(`${path}.v${version}-backup`)
  expect(copy.film).toEqual(filmOf(2))
  copy.close()
  const newer = Project.open(path)
  expect(newer.readOnly?.code).toBe('project.newer')
  newer.close()
})

test('changes nothing when one of several migrations fails', () => {
  const { path, db } = older()
  const version = versionOf(db)
  expect(() => {
    migrate(db, path, [...migrations, later, 'ALTER TABLE nothing ADD COLUMN x'])
  }).toThrow()
  expect(versionOf(db)).toBe(version)
  expect(() => db.prepare('SELECT mood FROM take')).toThrow()
  db.close()
  const again = Project.open(path)
  expect(again.readOnly).toBeNull()
  again.close()
})

test('leaves a file of its own version alone', () => {
  const { path, db } = older()
  migrate(db, path, migrations)
  db.close()
  expect(existsSync(`${path}.v${migrations.length}-backup`)).toBe(false)
})
