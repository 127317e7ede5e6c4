/** Takes that share the first chunks of another, in a real project file. */
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { cardId, type TakeId } from '../../../app/ids.ts'
import type { TakeRecord } from '../../../app/ledger/records.ts'
import { chunk } from '../../../app/time.ts'
import { Project } from '../../../main/project/project.ts'
import { recoverProject } from '../../../main/project/recover.ts'
import type { FinishedChunk } from '../../../main/store/commit.ts'
import { connect, type Connection } from '../../../main/store/connection.ts'
import { codeOf } from '../kit/code-of.ts'
import { freshFolder } from '../kit/fresh-folder.ts'
import { reseal } from '../kit/reseal.ts'
import { filmOf, madeChunk, memory, takeOf } from '../kit/made.ts'
import { olderForm } from '../kit/older-form.ts'

const shot = { card: cardId('card-1'), burst: null }
const whole = takeOf('whole', 4)
const branchOf = (name: string, from: TakeId, at: number): TakeRecord => ({
  ...takeOf(name, 4),
  seed: 7,
  branch: { from, at: chunk(at) }
})
/** Shares three chunks of `whole`. */
const second = branchOf('second', whole.id, 3)
/** Shares two chunks of `whole` and one that `turned` made: chunks of three takes. */
const turned = branchOf('turned', whole.id, 2)
const third = branchOf('third', turned.id, 3)

/** Chunk `index` of a take that continues `line`. */
const after = (take: TakeRecord, index: number, line: string): FinishedChunk => ({
  ...madeChunk(take.id, index),
  before: memory(line, index)
})

/** A project with a take of four chunks, and three that branch from it. */
function sample(): string {
  const path = join(freshFolder(), 'a.throughline')
  const project = Project.create(path, filmOf(1))
  const start = memory('whole', 0)
  project.startTake(whole, start, shot)
  for (let index = 0; index < 4; index++) project.commitChunk(whole.id, madeChunk(whole.id, index), 'cpu')
  project.startTake(second, start, shot)
  project.commitChunk(second.id, after(second, 3, 'whole'), 'cpu')
  project.startTake(turned, start, shot)
  project.commitChunk(turned.id, after(turned, 2, 'whole'), 'cpu')
  project.startTake(third, start, shot)
  project.commitChunk(third.id, after(third, 3, 'turned'), 'cpu')
  project.close()
  return path
}
const makers = (project: Project, take: TakeRecord) => project.chunksOf(take.id).map(({ take }) => take)
function changed(path: string, change: (db: Connection) => void): string {
  const db = connect(path, { readonly: false })
  db.pragma('foreign_keys = OFF')
  change(db)
  reseal(db)
  db.close()
  return path
}

test('a branch shows the chunks it shares and then its own, and stores only its own', () => {
  const path = sample()
  const project = Project.open(path)
  expect(project.takes()).toEqual([whole, second, turned, third])
  expect(makers(project, second)).toEqual(['whole', 'whole', 'whole', 'second'])
  expect(makers(project, third)).toEqual(['whole', 'whole', 'turned', 'third'])
  expect(project.chunksOf(second.id).slice(0, 3)).toEqual(project.chunksOf(whole.id).slice(0, 3))
  const [, , before, own] = project.chunksOf(second.id)
  expect(own).toMatchObject({ parent: before!.id, before: before!.after, index: 3 })
  project.close()
  changed(path, (db) => {
    expect(db.prepare('SELECT count(*) FROM chunk').pluck().get()).toBe(7)
    expect(db.prepare('SELECT count(*) FROM page').pluck().get()).toBe(7)
    expect(db.prepare('SELECT count(*) FROM frame').pluck().get()).toBe(7 * 12)
  })
})

test('undo brings the old take back, redo the new one, over a restart', () => {
  const path = sample()
  let project = Project.open(path)
  project.undo()
  project.undo()
  expect(project.film.cards[0]!.activeTake).toBe('second')
  project.undo()
  expect(project.film.cards[0]!.activeTake).toBe('whole')
  project.close()
  project = Project.open(path)
  project.redo()
  expect(project.film.cards[0]!.activeTake).toBe('second')
  expect(makers(project, second)).toHaveLength(4)
  project.close()
})

test('goes on from its last chunk, its own or shared, and from no other', () => {
  const project = Project.open(sample())
  const bare = branchOf('bare', whole.id, 2)
  project.startTake(bare, memory('whole', 0), shot)
  expect(makers(project, bare)).toEqual(['whole', 'whole'])
  expect(codeOf(() => project.commitChunk(bare.id, after(bare, 3, 'whole'), 'cpu'))).toBe('chunk.refused')
  expect(codeOf(() => project.commitChunk(bare.id, after(bare, 2, 'turned'), 'cpu'))).toBe('chunk.refused')
  project.commitChunk(bare.id, after(bare, 2, 'whole'), 'cpu')
  project.commitChunk(bare.id, madeChunk(bare.id, 3), 'cpu')
  expect(makers(project, bare)).toEqual(['whole', 'whole', 'bare', 'bare'])
  project.close()
})

test('needs an existing shared chunk, made by the take it names', () => {
  const project = Project.open(sample())
  const start = memory('whole', 0)
  expect(() => project.startTake(branchOf('x', whole.id, 5), start, shot)).toThrow(RangeError)
  expect(() => project.startTake(branchOf('x', second.id, 3), start, shot)).toThrow(RangeError)
  const elsewhere = { ...branchOf('x', whole.id, 3), start: memory('elsewhere', 1).id }
  expect(() => project.startTake(elsewhere, memory('elsewhere', 1), shot)).toThrow(RangeError)
  expect(project.takes()).toHaveLength(4)
  project.close()
})

test('is copied and recovered completely', async () => {
  const path = sample()
  const [copy, recovered] = [`${path}.copy`, `${path}.recovered`]
  const project = Project.open(path)
  await project.duplicate(copy)
  const chunks = project.chunksOf(third.id)
  project.close()
  expect(recoverProject(path, recovered).tables['branch']).toEqual({ kept: 3, lost: 0 })
  for (const each of [copy, recovered]) {
    const again = Project.open(each)
    expect(again.takes()).toEqual([whole, second, turned, third])
    expect(again.chunksOf(third.id)).toEqual(chunks)
    again.close()
  }
})

test('recovered without a shared chunk, it does not show chunks after it', () => {
  const path = changed(sample(), (db) =>
    db.exec(`UPDATE chunk SET latents = x'00' WHERE take = 'whole' AND position = 1`)
  )
  const copy = `${path}.copy`
  expect(recoverProject(path, copy).tables['chunk']).toEqual({ kept: 6, lost: 1 })
  const project = Project.open(copy)
  expect([whole, second, turned, third].map((take) => makers(project, take))).toEqual([['whole'], [], [], []])
  expect(project.take(third.id)).not.toHaveProperty('branch')
  project.close()
})

test('a cycle is refused as damage, and recovered without it', () => {
  const path = changed(sample(), (db) =>
    db.exec(`INSERT INTO branch (take, parent, position) VALUES ('whole', 'third', 1)`)
  )
  expect(codeOf(() => Project.open(path))).toBe('project.damaged')
  const copy = `${path}.copy`
  recoverProject(path, copy)
  const project = Project.open(copy)
  expect(makers(project, third)).toEqual(['whole', 'whole', 'turned', 'third'])
  project.close()
})

test('a file from before branches opens, also read-only', () => {
  const path = join(freshFolder(), 'a.throughline')
  Project.create(path, filmOf(1)).close()
  changed(path, (db) => db.exec(olderForm(2)))
  const looking = Project.open(path, { readOnly: true })
  expect(looking.takes()).toEqual([])
  looking.close()
  const project = Project.open(path)
  project.startTake(whole, memory('whole', 0), shot)
  for (let index = 0; index < 3; index++) project.commitChunk(whole.id, madeChunk(whole.id, index), 'cpu')
  project.startTake(second, memory('whole', 0), shot)
  expect(project.take(second.id)).toEqual(second)
  project.close()
})
