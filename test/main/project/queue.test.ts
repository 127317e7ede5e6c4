/** What was asked for is stored with the film: a kill at any moment loses none of it. */
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { cardId, takeId } from '../../../app/ids.ts'
import type { Want } from '../../../app/plan/want.ts'
import { Project } from '../../../main/project/project.ts'
import { freshFolder } from '../kit/fresh-folder.ts'
import { filmOf, madeChunk, memory, takeOf } from '../kit/made.ts'

const want = (card: string): Want => ({ kind: 'take', card: cardId(card), seed: 7, reason: 'asked' })
const [one, two] = ['card-1', 'card-2'].map(want) as [Want, Want]
const rest: Want = {
  ...{ kind: 'rest', card: one.card, take: takeId('take-1') },
  chunks: takeOf('take-1', 3).chunks,
  reason: 'asked'
}

/** The queue that a program would find if this one ended now. */
function found(path: string): readonly Want[] {
  const copy = join(freshFolder(), 'a.throughline')
  for (const end of ['', '-wal']) copyFileSync(path + end, copy + end)
  const again = Project.open(copy)
  again.close()
  return again.queue
}

test('from the moment it is asked for, through each take and second, until it is made', () => {
  const path = join(freshFolder(), 'a.throughline')
  const project = Project.create(path, filmOf(2))
  project.setQueue([one, two])
  expect(found(path)).toEqual([one, two])
  project.startTake(takeOf('take-1', 3), memory('take-1', 0), { card: one.card, burst: null }, [rest, two])
  expect(found(path)).toEqual([rest, two])
  project.commitChunk(takeId('take-1'), madeChunk(takeId('take-1'), 0), 'cpu', [two])
  expect(found(path)).toEqual([two])
  project.setQueue([])
  expect(found(path)).toEqual([])
  project.close()
})
