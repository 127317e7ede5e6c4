/** The chunks that led to a memory. */
import { expect, test } from 'vitest'
import { snapshotId } from '../../../app/ids.ts'
import { chunk } from '../../../app/time.ts'
import { Project } from '../../../main/project/project.ts'
import { filmOf, madeChunk, memory, takeOf } from '../kit/made.ts'
import { freshFolder } from '../kit/fresh-folder.ts'

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
  expect(project.latentsBefore(d!.after, 10)).toEqual(hashes(a, b, c, d))
  expect(project.latentsBefore(d!.before, 2)).toEqual(hashes(b, c))
  expect(project.latentsBefore(branched!.after, 10)).toEqual(hashes(a, b, branched))
  expect(project.latentsBefore(a!.before, 10)).toEqual([])
  expect(project.latentsBefore(d!.after, 0)).toEqual([])
  expect(project.latentsBefore(snapshotId('f'.repeat(64)), 10)).toEqual([])
  project.close()
})
