/** Continuing, resuming, regenerating and branching are the same call; results are bit-equal with the shipped pack. */
import * as v from 'valibot'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { snapshotSchema } from '../../../app/ledger/schemas.ts'
import type { Snapshot } from '../../../app/ledger/records.ts'
import { ModelCache } from '../../../engine/generate/cache.ts'
import { generate } from '../../../engine/generate/generate.ts'
import { openModel } from '../../../engine/generate/open.ts'
import type { MadeChunk, Model } from '../../../engine/generate/types.ts'
import { Shelf } from '../kit/fake-model.ts'
import { packFolder } from '../kit/pack-parts.ts'

const prompt = 'A purple cat walks to the right in a meadow.'
const chunks = 12
let model: Model
let film: MadeChunk[]
const shelf = new Shelf()
// Real chunks, on a machine that may be busy.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

/** As after a restart: same weights, empty cache, the snapshot parsed from its JSON. */
const restarted = (): Model => ({ ...model, cache: new ModelCache() })
const stored = (snapshot: Snapshot): Snapshot => v.parse(snapshotSchema, JSON.parse(JSON.stringify(snapshot)))

async function one(from: Snapshot, words: string, firstChunk: number): Promise<MadeChunk> {
  const plan = { prompt: words, seed: 7, policy: 'memflow' as const, chunks: firstChunk + 1, firstChunk }
  const { value } = await generate(restarted(), stored(from), plan, shelf.ports()).next()
  return value as MadeChunk
}

beforeAll(async () => {
  model = await openModel(packFolder, { threads: 2, spin: false })
  film = []
  const plan = { prompt, seed: 7, policy: 'memflow' as const, chunks, firstChunk: 0 }
  for await (const chunk of generate(model, null, plan, shelf.ports())) {
    film.push(chunk)
    shelf.keep(chunk, plan)
  }
})
afterAll(() => model.release())

test('a film of twelve chunks needs nothing from outside while it is made', () => {
  expect(film.map(({ index }) => index)).toEqual(Array.from({ length: chunks }, (_, index) => index))
  expect(shelf.asked).toEqual([])
  for (const { pictures } of film) {
    expect(pictures.frames).toHaveLength(12)
    expect(pictures.frames[0]).toHaveLength(288 * 160 * 3)
  }
})

test('stopped after any chunk and resumed from stored bytes, the next is equal', async () => {
  for (let split = 1; split < chunks; split++) {
    const again = await one(film[split]!.before, prompt, split)
    const made = film[split]!
    expect(again.latents, `chunk ${split}`).toEqual(made.latents)
    expect(again.pages.map(({ id }) => id)).toEqual(made.pages.map(({ id }) => id))
    expect(again.pages[0]!.bytes).toEqual(made.pages[0]!.bytes)
    expect(again.after).toEqual(made.after)
    expect(again.pictures).toEqual(made.pictures)
  }
})

test.each(['f16', 'f32'] as const)('a film whose pages were deleted continues bit-equal (%s)', async (precision) => {
  const own = precision === 'f16' ? shelf : new Shelf()
  const plan = { prompt, seed: 7, policy: 'recall' as const, chunks: 6, firstChunk: 0 }
  let from: Snapshot | null = null
  for await (const chunk of generate(restarted(), null, plan, own.ports(), precision)) {
    own.keep(chunk, plan)
    from = chunk.after
  }
  const goneOn = async () => {
    const next = { ...plan, prompt: 'The cat runs to the left in the snow.', chunks: 1 }
    const { value } = await generate(restarted(), stored(from!), next, own.ports(), precision).next()
    return value as MadeChunk
  }
  const made = await goneOn()
  const pages = new Map(own.pages)
  own.pages.clear()
  const again = await goneOn()
  expect(again.latents).toEqual(made.latents)
  expect(again.after).toEqual(made.after)
  for (const [id, bytes] of pages) own.pages.set(id, bytes)
})

test('another prompt keeps other frames', async () => {
  const from = film[6]!.after
  const banks = async (words: string) =>
    (await one(from, words, 7)).after.layers.map(({ bank }) => bank.map(({ at }) => at))
  const cat = await banks(prompt)
  const dinosaur = await banks('A dinosaur strolls left in the snow at night.')
  expect(cat).not.toEqual(dinosaur)
  for (const bank of [...cat, ...dinosaur]) expect(bank.at(-1)).toBe(12)
})

test('the bank has its first prototype at chunk 4, and is full from chunk 6 on', () => {
  const sizes = film.map(({ after }) => after.layers[0]!.bank.length)
  expect(sizes).toEqual([0, 0, 0, 0, 1, 2, 3, 3, 3, 3, 3, 3])
  expect(film.map(({ after }) => after.pending?.at ?? null).slice(0, 5)).toEqual([null, null, null, 3, 6])
})
