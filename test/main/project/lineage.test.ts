/** The chunks that led to a memory. */
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { snapshotId } from '../../../app/ids.ts'
import { chunk } from '../../../app/time.ts'
import { Project } from '../../../main/project/project.ts'
import { filmOf, madeChunk, memory, takeOf } from '../kit/made.ts'
import { freshFolder } from '../kit/fresh-folder.ts'
import { refusal } from '../../kit/refusal.ts'

const back = (chunksBack: number) => ({ chunksBack, latentsPerChunk: 3 })

test('are named oldest first, through branches, and no more than asked for', () => {
  const project = Project.create(`${freshFolder()}/a.throughline`, filmOf(1))
  const [first, other] = [takeOf('first', 4), takeOf('other', 4)]
  project.startTake(first, memory('first', 0))
  for (let at = 0; at < 4; at++) project.commitChunk(first.id, madeChunk(first.id, at), 'cpu')
  project.startTake({ ...other, start: first.start, branch: { from: first.id, at: chunk(2) } }, memory('first', 0))
  project.commitChunk(other.id, { ...madeChunk(other.id, 2), before: memory('first', 2) }, 'cpu')

  const [a, b, c, d] = project.chunksOf(first.id)
  const [, , branched] = project.chunksOf(other.id)
  const hashes = (...chunks: (typeof a)[]) => chunks.map((each) => each!.latents)
  expect(project.latentsBefore(d!.after, back(10))).toEqual(hashes(a, b, c, d))
  expect(project.latentsBefore(d!.before, back(2))).toEqual(hashes(b, c))
  expect(project.latentsBefore(branched!.after, back(10))).toEqual(hashes(a, b, branched))
  expect(project.latentsBefore(a!.before, back(10))).toEqual([])
  expect(project.latentsBefore(d!.after, back(0))).toEqual([])
  project.close()
})

test('are refused when one of them is gone, and named when only earlier ones are', () => {
  const path = `${freshFolder()}/a.throughline`
  const project = Project.create(path, filmOf(1))
  const [before, then] = [takeOf('before', 3), { ...takeOf('then', 2), start: memory('before', 3).id }]
  project.startTake(before, memory('before', 0))
  for (let at = 0; at < 3; at++) project.commitChunk(before.id, madeChunk(before.id, at), 'cpu')
  project.startTake(then, memory('before', 3))
  for (let at = 0; at < 2; at++)
    project.commitChunk(
      then.id,
      { ...madeChunk(then.id, at), before: memory('before', 3 + at), after: memory('before', 4 + at) },
      'cpu'
    )
  const last = project.chunksOf(then.id)[1]!
  expect(project.latentsBefore(last.before, back(13))).toHaveLength(4)

  const db = new Database(path)
  db.pragma('foreign_keys = OFF')
  db.exec("DELETE FROM chunk WHERE take = 'before' AND position = 1")
  db.close()
  expect(refusal(() => project.latentsBefore(last.before, back(13)))).toMatchObject({ code: 'memory.missing' })
  expect(project.latentsBefore(last.before, back(2))).toHaveLength(2)
  expect(refusal(() => project.latentsBefore(snapshotId('f'.repeat(64)), back(1)))).toMatchObject({
    code: 'memory.missing'
  })
  project.close()
})
