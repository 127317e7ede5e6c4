/** What a decoder that looks back is given of the chunks before one. */
import { expect, test } from 'vitest'
import { generate } from '../../../engine/generate/generate.ts'
import type { MadeChunk, Model } from '../../../engine/generate/types.ts'
import { chunksBack } from '../../../engine/decode/past.ts'
import { sha256 } from '../../../engine/files/sha256.ts'
import { fakeModel, Shelf } from '../kit/fake-model.ts'

/** The packs of the fake model's manifest look back so far, in chunks. */
const back = chunksBack(fakeModel().pack.manifest)

/** A model that records, for each decoded chunk, the hashes of the chunks before it, and of their bytes. */
function recording(): { model: Model; pasts: string[][]; read: string[][] } {
  const [pasts, read]: [string[][], string[][]] = [[], []]
  const model = fakeModel()
  const decode: Model['decode'] = async (latents, past) => {
    pasts.push([...past.hashes])
    read.push((await past.read()).map(sha256))
    return model.decode(latents, past)
  }
  return { model: { ...model, decode }, pasts, read }
}

const plan = { prompt: '0', seed: 3, policy: 'memflow', chunks: 16, firstChunk: 0 } as const

test('is the last chunks, made in this run or before, as far as the decoder reaches', async () => {
  expect(back).toBeGreaterThan(1)
  const shelf = new Shelf()
  const whole = recording()
  const made: MadeChunk[] = []
  for await (const chunk of generate(whole.model, null, plan, shelf.ports())) {
    made.push(chunk)
    shelf.keep(chunk, plan)
  }
  const hashes = made.map(({ latentsHash }) => latentsHash)
  expect(whole.pasts).toEqual(hashes.map((_, at) => hashes.slice(Math.max(0, at - back), at)))
  expect(whole.read).toEqual(whole.pasts)

  const rest = recording()
  const ports = { ...shelf.ports(), past: hashes.slice(0, 5) }
  for await (const chunk of generate(rest.model, made[4]!.after, { ...plan, firstChunk: 5 }, ports))
    shelf.keep(chunk, plan)
  expect(rest.pasts).toEqual(whole.pasts.slice(5))
  expect(rest.read).toEqual(rest.pasts)
})

test('that is missing ends the run with a reason', async () => {
  const { model } = recording()
  const ports = { ...new Shelf().ports(), past: ['a'.repeat(64)] }
  const run = generate(model, null, { ...plan, chunks: 1 }, ports)
  await expect(run.next()).rejects.toMatchObject({ code: 'memory.missing' })
})
