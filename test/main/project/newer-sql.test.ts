/** SQL in the schema of a newer version's file, which may be crafted, never runs when the film is viewed. */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { cardId, takeId } from '../../../app/ids.ts'
import { Project } from '../../../main/project/project.ts'
import { recoverProject } from '../../../main/project/recover.ts'
import { codeOf } from '../kit/code-of.ts'
import { freshFolder } from '../kit/fresh-folder.ts'
import { filmOf, madeChunk, memory, takeOf } from '../kit/made.ts'
import { reseal } from '../kit/reseal.ts'

/** An expression that fails whenever it is evaluated, written so that SQLite cannot evaluate it in advance. */
const bomb = (of: string): string => `abs(-9223372036854775807 - (${of} IS NOT NULL))`

/** A film marked as made by a newer version, changed by `sql`. */
function newer(sql: string): string {
  const path = join(freshFolder(), 'a.throughline')
  const project = Project.create(path, filmOf(2))
  const take = takeOf('take-1', 2)
  project.startTake(take, memory('take-1', 0), { card: cardId('card-1'), burst: null })
  for (let index = 0; index < 2; index++) project.commitChunk(take.id, madeChunk(take.id, index), 'cpu')
  project.close()
  const db = new Database(path)
  db.unsafeMode(true)
  reseal(db)
  db.pragma('writable_schema = ON')
  db.exec(`PRAGMA ignore_check_constraints = ON; ${sql}; PRAGMA user_version = 99`)
  db.close()
  return path
}
const rewritten = (table: string, from: string, to: string): string =>
  `UPDATE sqlite_schema SET sql = replace(sql, '${from}', '${to.replaceAll("'", "''")}') WHERE name = '${table}'`

test.each([
  [
    'a CHECK of a table of ours',
    rewritten('take', 'seed INTEGER NOT NULL', `seed INTEGER NOT NULL CHECK (${bomb('seed')})`)
  ],
  ['a CHECK of a table of its own', `CREATE TABLE mood (a CHECK (${bomb('a')})); INSERT INTO mood VALUES (1)`],
  [
    'a computed column of a table of its own',
    `CREATE TABLE mood (a, b NOT NULL AS (1)); INSERT INTO mood VALUES (1);
     ${rewritten('mood', 'AS (1)', `AS (${bomb('a')})`)}`
  ],
  [
    'an index of what a table of its own computes',
    `CREATE TABLE mood (a); INSERT INTO mood VALUES (1); CREATE INDEX moods ON mood (a + 1);
     ${rewritten('moods', 'a + 1', bomb('a'))}`
  ]
])('is never computed: %s; the film is shown, copied and recovered', async (_, sql) => {
  const path = newer(sql)
  const project = Project.open(path)
  expect(project.readOnly?.code).toBe('project.newer')
  expect(project.chunksOf(takeId('take-1'))).toHaveLength(2)
  expect(project.poster()).toBeDefined()
  expect([...project.faults()].filter((fault) => fault !== null)).toEqual([])
  project.close()
  recoverProject(path, `${path}-copy.throughline`)
})

test.each([
  [
    'a computed column',
    rewritten('take', 'seed INTEGER NOT NULL', `seed INTEGER NOT NULL, mood INTEGER AS (${bomb('seed')})`)
  ],
  [
    'an index of an expression',
    `CREATE INDEX moods ON take (seed + 1); ${rewritten('moods', 'seed + 1', bomb('seed'))}`
  ],
  [
    'an index of some rows',
    `CREATE INDEX moods ON take (seed) WHERE seed > 9; ${rewritten('moods', 'seed > 9', bomb('seed'))}`
  ],
  ['a view', `CREATE VIEW moods AS SELECT ${bomb('seed')} FROM take`],
  ['a trigger', `CREATE TRIGGER moods AFTER DELETE ON queue BEGIN SELECT ${bomb('1')}; END`]
])('in a table that is read, it is refused before anything is: %s', (_, sql) => {
  expect(() => Project.open(newer(sql))).toThrow(/it contains something that is not a table|its table take computes/)
})

test('a pipe is refused without waiting', () => {
  const path = join(freshFolder(), 'pipe.throughline')
  execFileSync('mkfifo', [path])
  expect(codeOf(() => Project.open(path))).toBe('project.not-a-file')
  expect(codeOf(() => recoverProject(path, `${path}-copy.throughline`))).toBe('project.not-a-file')
})
