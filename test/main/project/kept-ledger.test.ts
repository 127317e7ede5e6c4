/** Long chains of branches: every row is read once. */
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { cardId, chunkId, takeId, type TakeId } from '../../../app/ids.ts'
import { partAt, seedBegunWith, seedsOf } from '../../../app/ledger/lineage.ts'
import type { ChunkRecord, TakeRecord } from '../../../app/ledger/records.ts'
import { chunk } from '../../../app/time.ts'
import { KeptLedger, type Records } from '../../../main/project/kept-ledger.ts'
import { Project } from '../../../main/project/project.ts'
import { freshFolder } from '../kit/fresh-folder.ts'
import { filmOf, madeChunk, memory, takeOf } from '../kit/made.ts'

/** A take of one chunk, and a chain of takes that each share all chunks of the previous one and add one. */
function chain(length: number) {
  const takes = new Map<TakeId, TakeRecord>()
  for (let at = 0; at < length; at++) {
    const branch = at === 0 ? {} : { branch: { from: takeId(`take-${at - 1}`), at: chunk(at) } }
    takes.set(takeId(`take-${at}`), { ...takeOf(`take-${at}`, at + 1), seed: at, ...branch })
  }
  const read: TakeId[] = []
  const records: Records = {
    take: (id) => takes.get(id),
    madeBy: (id) => {
      read.push(id)
      const index = chunk(takes.get(id)!.branch?.at ?? 0)
      return [{ id: chunkId(`chunk of ${id}`), take: id, index } as ChunkRecord]
    },
    madeByAll: () => new Map(),
    chunksOf: () => {
      throw new Error('read again')
    },
    snapshot: () => undefined
  }
  return { ids: [...takes.keys()], read, ledger: new KeptLedger(records) }
}

test.each([
  ['first to last', (ids: TakeId[]) => ids],
  ['last to first', (ids: TakeId[]) => ids.toReversed()],
  ['as it happens', (ids: TakeId[]) => ids.toSorted((one, other) => (one < other ? -1 : 1))]
])('3,000 takes in a chain are read %s, each row once', (_, order) => {
  const { ids, read, ledger } = chain(3_000)
  for (const id of order(ids)) {
    const chunks = ledger.chunksOf(id)
    const length = ledger.take(id)!.chunks
    expect(chunks).toHaveLength(length)
    expect(chunks.at(-1)!.take).toBe(id)
    const take = ledger.take(id)!
    expect(seedBegunWith(ledger, take)).toBe(0)
    expect(partAt(ledger, take, chunk(length - 1)).take.id).toBe(id)
    expect(seedsOf(ledger, take).length).toBeLessThanOrEqual(32)
  }
  expect(read).toHaveLength(3_000)
  expect(ledger.chunksOf(ids.at(-1)!).map(({ index }) => index)).toEqual([...ids.keys()])
})

test('of very many seeds the first and last are listed', () => {
  const { ids, ledger } = chain(100)
  const seeds = seedsOf(ledger, ledger.take(ids.at(-1)!)!)
  expect(seeds[0]).toEqual({ at: 0, seed: 0 })
  expect(seeds.at(-1)).toEqual({ at: 99, seed: 99 })
  expect(seedsOf(ledger, ledger.take(ids[20]!)!).map(({ seed }) => seed)).toEqual([...ids.keys()].slice(0, 21))
})

test('a read-only film is cached, and read again when it has grown', () => {
  const path = join(freshFolder(), 'a.throughline')
  const writer = Project.create(path, filmOf(1))
  const take = takeOf('take-1', 2)
  writer.startTake(take, memory('take-1', 0), { card: cardId('card-1'), burst: null })
  writer.commitChunk(take.id, madeChunk(take.id, 0), 'cpu')
  const looking = Project.open(path, { readOnly: true })
  const one = looking.chunksOf(take.id)
  expect(one).toHaveLength(1)
  expect(looking.chunksOf(take.id)).toBe(one)
  writer.commitChunk(take.id, madeChunk(take.id, 1), 'cpu')
  expect(looking.chunksOf(take.id)).toHaveLength(2)
  looking.close()
  writer.close()
})

test('a read-only film saved elsewhere tracks its takes from then on', async () => {
  const folder = freshFolder()
  const path = join(folder, 'a.throughline')
  Project.create(path, filmOf(1)).close()
  const project = Project.open(path, { readOnly: true })
  await project.saveAs(join(folder, 'b.throughline'))
  const take = takeOf('take-1', 2)
  project.startTake(take, memory('take-1', 0), { card: cardId('card-1'), burst: null })
  expect(project.chunksOf(take.id)).toHaveLength(0)
  project.commitChunk(take.id, madeChunk(take.id, 0), 'cpu')
  expect(project.chunksOf(take.id)).toHaveLength(1)
  project.close()
})
