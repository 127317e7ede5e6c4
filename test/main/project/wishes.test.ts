import { join } from 'node:path'
import { expect, test } from 'vitest'
import { cardId } from '../../../app/ids.ts'
import type { MemoryWishes, TakeRecord } from '../../../app/ledger/records.ts'
import { Project } from '../../../main/project/project.ts'
import { recoverProject } from '../../../main/project/recover.ts'
import { connect } from '../../../main/store/connection.ts'
import { codeOf } from '../kit/code-of.ts'
import { freshFolder } from '../kit/fresh-folder.ts'
import { filmOf, memory, takeOf } from '../kit/made.ts'
import { olderForm } from '../kit/older-form.ts'

const [first, second] = memory('take-0', 2).layers[0]!.window
const wishes: MemoryWishes = { pins: [first!], forgets: [second!], lookAhead: [] }
const wished: TakeRecord = { ...takeOf('wished', 3), wishes }

/** A project with a take made with wishes and one without. */
function sample(): string {
  const path = join(freshFolder(), 'a.throughline')
  const project = Project.create(path, filmOf(1))
  for (const take of [wished, takeOf('plain', 3)]) {
    project.startTake(take, { ...memory(take.id, 0), id: take.start }, { card: cardId('card-1'), burst: null })
  }
  project.close()
  return path
}

test('the wishes of a take are stored with it', () => {
  const project = Project.open(sample())
  expect(project.takes()).toEqual([wished, takeOf('plain', 3)])
  project.close()
})

test('the wishes of a take are recovered with it', () => {
  const path = sample()
  const copy = `${path}.copy`
  expect(recoverProject(path, copy).tables['wish']).toEqual({ kept: 1, lost: 0 })
  const project = Project.open(copy)
  expect(project.take(wished.id)).toEqual(wished)
  project.close()
})

test('tampering with wishes is detected', () => {
  const path = sample()
  const db = connect(path, { readonly: false })
  db.exec(`UPDATE wish SET json = json_remove(json, '$.pins')`)
  db.close()
  expect(codeOf(() => Project.open(path))).toBe('project.damaged')
})

test('a file from before wishes opens, also read-only', () => {
  const path = join(freshFolder(), 'a.throughline')
  Project.create(path, filmOf(2)).close()
  const db = connect(path, { readonly: false })
  db.exec(olderForm(1))
  db.close()
  const looking = Project.open(path, { readOnly: true })
  expect(looking.takes()).toEqual([])
  looking.close()
  const project = Project.open(path)
  project.startTake(wished, { ...memory('wished', 0), id: wished.start })
  expect(project.take(wished.id)).toEqual(wished)
  project.close()
})
