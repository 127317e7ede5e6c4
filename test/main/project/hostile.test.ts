/** Regressions found by an attack on the project file. */
import {
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { cardId } from '../../../app/ids.ts'
import { MemoryReader } from '../../../main/desk/memory-reader.ts'
import { dropPartial } from '../../../engine/files/partial.ts'
import { Project } from '../../../main/project/project.ts'
import { recoverProject } from '../../../main/project/recover.ts'
import { applicationId, connect, versionOf } from '../../../main/store/connection.ts'
import { migrate } from '../../../main/store/migrate.ts'
import { migrations } from '../../../main/store/migrations/migrations.ts'
import { sha256 } from '../../../engine/files/sha256.ts'
import { codeOf } from '../kit/code-of.ts'
import { freshFolder } from '../kit/fresh-folder.ts'
import { reseal } from '../kit/reseal.ts'
import { filmOf, storybookFacts } from '../kit/made.ts'
import { olderForm } from '../kit/older-form.ts'
import { film, hurt } from '../kit/attacked-film.ts'

test('an interrupted write is rolled back on opening; read-only refuses it', () => {
  const folder = freshFolder()
  const [path, killed] = [join(folder, 'a.throughline'), join(folder, 'b.throughline')]
  film(path, 'Mine').close()
  const db = new Database(path)
  db.pragma('cache_size = 1') // writes journal and pages to the disk before the transaction ends
  db.exec("BEGIN; UPDATE page SET bytes = zeroblob(1105920); UPDATE film SET document = 'half'")
  for (const end of ['', '-journal']) copyFileSync(path + end, killed + end) // as kill -9 leaves it
  db.exec('ROLLBACK')
  db.close()
  expect(codeOf(() => Project.open(killed, { readOnly: true }))).toBe('project.broken-off')
  Project.open(killed).close()
  const looking = Project.open(killed, { readOnly: true })
  expect(looking.film.title).toBe('Mine')
  looking.close()
})

describe('the copy made before a migration', () => {
  const step = 'ALTER TABLE take ADD COLUMN mood TEXT'
  const migrated = (path: string): string => {
    const db = connect(path, { readonly: false })
    const copy = `${path}.v${versionOf(db)}-backup`
    migrate(db, path, [...migrations, step])
    db.close()
    return copy
  }
  test.each([
    ['broken off', (copy: string, path: string) => writeFileSync(copy, readFileSync(path).subarray(0, 40_000))],
    ['not begun', (copy: string) => writeFileSync(copy, '')],
    ['a link to elsewhere', (copy: string) => symlinkSync(`${copy}-elsewhere`, copy)],
    [
      'of another program',
      (copy: string) => hurt(copy, `PRAGMA user_version = ${migrations.length}; CREATE TABLE a (b)`)
    ],
    [
      'without its tables',
      (copy: string) =>
        hurt(copy, `PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${migrations.length}`)
    ]
  ])('is made again where one is %s', (_, leave) => {
    const path = join(freshFolder(), 'a.throughline')
    film(path, 'Mine').close()
    leave(`${path}.v${migrations.length}-backup`, path)
    const copy = migrated(path)
    expect(lstatSync(copy).isFile()).toBe(true)
    expect(existsSync(`${copy}-elsewhere`)).toBe(false)
    const old = Project.open(copy)
    expect(old.film.title).toBe('Mine')
    old.close()
  })
})

test('a foreign trigger is refused whatever its name', () => {
  const path = join(freshFolder(), 'a.throughline')
  film(path, 'Mine').close()
  hurt(
    path,
    `INSERT INTO sqlite_schema (type, name, tbl_name, rootpage, sql)
      VALUES ('trigger', 'sqlite_evil', 'film', 0, 'CREATE TRIGGER sqlite_evil AFTER UPDATE ON film BEGIN DELETE FROM frame; END')`
  )
  expect(codeOf(() => Project.open(path))).toBe('project.damaged')
})

test('a statistics table with computed columns is refused', () => {
  const path = join(freshFolder(), 'a.throughline')
  film(path, 'Mine').close()
  hurt(
    path,
    `CREATE TABLE other (tbl, idx);
     UPDATE sqlite_schema SET name = 'sqlite_stat1', tbl_name = 'sqlite_stat1',
      sql = 'CREATE TABLE sqlite_stat1 (tbl, idx, stat AS (hex(zeroblob(9))))' WHERE name = 'other'`
  )
  expect(codeOf(() => Project.open(path))).toBe('project.damaged')
})

test('statistics written by SQLite itself are accepted', () => {
  const path = join(freshFolder(), 'a.throughline')
  film(path, 'Mine').close()
  hurt(path, 'ANALYZE')
  Project.open(path).close()
})

test('a foreign view is not read by recovery: it may be endless', () => {
  const folder = freshFolder()
  const [path, target] = [join(folder, 'a.throughline'), join(folder, 'b.throughline')]
  film(path, 'Mine').close()
  const endless =
    "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM c) SELECT x number, 'a'||x name, '1' value FROM c"
  hurt(path, `DROP TABLE setting; CREATE VIEW setting AS ${endless}`)
  expect(recoverProject(path, target).tables['take']).toEqual({ kept: 1, lost: 0 })
  expect(readdirSync(folder)).toEqual(['a.throughline', 'b.throughline'])
})

test('a computed column is not read by recovery', () => {
  const folder = freshFolder()
  const path = join(folder, 'a.throughline')
  film(path, 'Mine').close()
  const computed = "value TEXT GENERATED ALWAYS AS /* */ (printf('%d', 1))"
  hurt(path, `DROP TABLE setting; CREATE TABLE setting (number INTEGER PRIMARY KEY, name TEXT, ${computed})`)
  hurt(path, "INSERT INTO setting (name) VALUES ('a')")
  expect(recoverProject(path, join(folder, 'b.throughline')).tables['setting']).toEqual({ kept: 0, lost: 1 })
})

test.each([
  ['a chunk', 'chunk', 2, 'after'],
  ['a take', 'take', 1, 'start']
])('%s without its memory is damage, not an empty memory', (_, table, row, column) => {
  const path = join(freshFolder(), 'a.throughline')
  film(path, 'Mine').close()
  hurt(path, `PRAGMA foreign_keys = OFF; UPDATE ${table} SET ${column} = '${'0'.repeat(64)}' WHERE number = ${row}`)
  const refused = expect.objectContaining({
    code: 'project.damaged',
    facts: { file: 'a.throughline', detail: `${table} ${row} refers to a snapshot that is not there` }
  }) as Error
  expect(() => Project.open(path)).toThrow(refused)
  expect(() => Project.open(path, { readOnly: true })).toThrow(refused)
})

test.each([
  ['film', 'revision'],
  ['take', 'number'],
  ['edit', 'number']
])('the %s whose %s cannot grow is reported as damage before a change', (table, column) => {
  for (const value of ['-1', '9007199254740991', '9223372036854775807']) {
    const path = join(freshFolder(), 'a.throughline')
    film(path, 'Mine').close()
    hurt(path, `UPDATE ${table} SET ${column} = ${value} WHERE ${column} = (SELECT max(${column}) FROM ${table})`)
    expect([value, codeOf(() => Project.open(path))]).toEqual([value, 'project.damaged'])
  }
})

test('a storyboard is recovered whatever its revision', () => {
  const folder = freshFolder()
  const [path, target] = [join(folder, 'a.throughline'), join(folder, 'b.throughline')]
  film(path, 'Mine').close()
  hurt(path, 'UPDATE film SET revision = -1')
  expect(recoverProject(path, target).filmRebuilt).toBe(false)
  const recovered = Project.open(target)
  expect([recovered.film.title, recovered.takes().length]).toEqual(['Mine', 1])
  recovered.close()
})

describe('a film that is refused keeps every byte', () => {
  /** Each creates `copy` in one state, changed by `sql`. */
  const states: Record<string, (path: string, copy: string, sql: string) => void> = {
    'was closed': (path, copy, sql) => {
      hurt(path, sql)
      copyFileSync(path, copy)
    },
    'was copied while it was open': (path, copy, sql) => {
      const db = new Database(path)
      db.unsafeMode(true)
      db.exec(`PRAGMA journal_mode = WAL; ${sql}`)
      reseal(db)
      db.pragma('wal_checkpoint(TRUNCATE)')
      copyFileSync(path, copy)
      db.close()
    },
    'was being changed when its program was ended': (path, copy, sql) => {
      const db = new Database(path)
      db.unsafeMode(true)
      db.exec(`PRAGMA journal_mode = WAL; PRAGMA user_version = ${versionOf(db)}; ${sql}`) // with user_version, as the program's own commits
      reseal(db)
      for (const end of ['', '-wal', '-shm']) copyFileSync(path + end, copy + end)
      db.close()
    },
    'has what is another film’s beside it': (path, copy, sql) => {
      const other = Project.create(`${path}-other`, filmOf(1))
      copyFileSync(`${path}-other-wal`, `${copy}-wal`)
      other.close()
      writeFileSync(`${copy}-journal`, 'of nobody')
      mkdirSync(`${copy}-shm`)
      symlinkSync(path, join(copy, '..', '.b.throughline.lock'))
      hurt(path, sql)
      copyFileSync(path, copy)
    }
  }
  const reasons = [
    ['film.invalid', "UPDATE film SET document = '{}'"],
    ['edit.log', "UPDATE edit SET entry = '{}'"],
    ['project.damaged', 'DELETE FROM film'],
    ['project.damaged', "PRAGMA foreign_keys = OFF; UPDATE take SET id = 'other'"],
    ['project.damaged', 'CREATE TABLE evil (a)']
  ] as const
  const cases = Object.keys(states).flatMap((state) => reasons.map(([code, sql]) => [state, code, sql] as const))
  test.each(cases)('that %s: %s by %s', (state, code, sql) => {
    const [path, folder] = [join(freshFolder(), 'a.throughline'), freshFolder()]
    film(path, 'Mine').close()
    states[state]!(path, join(folder, 'b.throughline'), sql)
    const content = () =>
      readdirSync(folder, { withFileTypes: true })
        .filter(({ name }) => !name.startsWith('.'))
        .map((entry) => [
          entry.name,
          entry.isDirectory() || entry.name.endsWith('-shm') || sha256(readFileSync(join(folder, entry.name)))
        ])
    const before = content()
    expect(codeOf(() => Project.open(join(folder, 'b.throughline')))).toBe(code)
    expect(content()).toEqual(before)
  })
})

test('a name too long for its hidden files is refused; no leftovers', async () => {
  const folder = freshFolder()
  const path = join(folder, 'a.throughline')
  const [target, old] = ['x', 'y'].map((letter) => `${letter.repeat(225)}.throughline`) as [string, string]
  const refused = (file: string) => ({ code: 'project.long-name', facts: { file } })
  const mine = film(path, 'Mine')
  await expect(mine.duplicate(join(folder, target))).rejects.toMatchObject(refused(target))
  mine.close()
  expect(() => recoverProject(path, join(folder, target))).toThrow(expect.objectContaining(refused(target)) as Error)
  copyFileSync(path, join(folder, old))
  hurt(join(folder, old), olderForm(2))
  expect(() => Project.open(join(folder, old))).toThrow(expect.objectContaining(refused(old)) as Error)
  expect(readdirSync(folder)).toEqual(['a.throughline', old])
})

test('removing an absent file does not hide an earlier error', () => {
  expect(() => dropPartial(join(freshFolder(), 'x'.repeat(300)))).not.toThrow()
})

test('a cycle of chunks is detected at once', () => {
  const path = join(freshFolder(), 'a.throughline')
  film(path, 'Mine').close()
  hurt(path, 'UPDATE chunk SET parent = id')
  const project = Project.open(path)
  expect(new MemoryReader(project, storybookFacts).of(cardId('card-1'), 1).frames).toHaveLength(3)
  project.close()
})
