/** Films with more takes than anybody makes. */
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { beforeEach, expect, test } from 'vitest'
import { limits } from '../../../app/base/limits.ts'
import { chunk } from '../../../app/time.ts'
import { Project } from '../../../main/project/project.ts'
import { openStore } from '../../../main/store/open.ts'
import { sealAll } from '../../../main/store/proof.ts'
import { failureOf } from '../kit/code-of.ts'
import { freshFolder } from '../kit/fresh-folder.ts'
import { filmOf, madeChunk, memory, takeOf } from '../kit/made.ts'

let path: string
beforeEach(() => {
  path = join(freshFolder(), 'a.throughline')
  const project = Project.create(path, filmOf(1))
  const first = takeOf('first', 1)
  project.startTake(first, memory('first', 0))
  project.commitChunk(first.id, madeChunk(first.id, 0), 'cpu')
  project.startTake(takeOf('empty', 1), memory('empty', 0))
  project.startTake(
    { ...takeOf('branched', 2), start: first.start, branch: { from: first.id, at: chunk(1) } },
    memory('first', 0)
  )
  project.close()
})

/** Copies the first take until there are so many. @param sealed whether each gets its hash, as if the program had written it */
function fill(takes: number, sealed = true): void {
  const db = new Database(path)
  db.prepare(
    `WITH RECURSIVE n (n) AS (SELECT 4 UNION ALL SELECT n + 1 FROM n WHERE n < ?)
      INSERT INTO take (id, prompt, seed, policy, model, chunks, start, made)
        SELECT 'copy-' || n, prompt, n, policy, model, chunks, start, made FROM n, take WHERE number = 1`
  ).run(takes)
  if (sealed) db.transaction(() => sealAll(db, path))()
  db.close()
}

test('takes without chunks are read with the others, but not those that share chunks', () => {
  fill(2_000)
  const store = openStore(path, { readOnly: true })
  const made = store.read((tables) => tables.chunks.madeByAll(10))!
  store.close()
  expect([made.size, made.get(takeOf('first', 1).id)!.length, made.has(takeOf('branched', 2).id)]).toEqual([
    1_999,
    1,
    false
  ])
  expect(made.get(takeOf('empty', 1).id)).toEqual([])
})

test('a film with as many takes as it may have opens, and begins no more', async () => {
  fill(limits.takes)
  const project = Project.open(path)
  const before = project.revision
  const failure = await failureOf((async () => project.startTake(takeOf('more', 1), memory('more', 0)))())
  expect(failure).toMatchObject({ code: 'film.takes', facts: { most: limits.takes } })
  expect([project.revision, project.known.size]).toEqual([before, limits.takes])
  project.close()
})

test('one with more is refused before they are read, and kept as it is', async () => {
  fill(limits.takes + 1, false)
  const failure = await failureOf((async () => Project.open(path))())
  expect(failure).toMatchObject({ code: 'project.damaged', cause: expect.stringContaining('more than 100000 rows') })
})
