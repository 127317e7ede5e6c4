/** Re-creating memory with a cache that is smaller than the number of pages needed. */
import { expect, test } from 'vitest'
import { policyNames } from '../../../app/ledger/policies.ts'
import type { Snapshot } from '../../../app/ledger/records.ts'
import { generate } from '../../../engine/generate/generate.ts'
import type { MadeChunk } from '../../../engine/generate/types.ts'
import { HostPages } from '../../../engine/rollout/host-pages.ts'
import { fakeModel, Shelf, slotLike } from '../kit/fake-model.ts'

const card = { prompt: '0', seed: 3, firstChunk: 0 }

/** The names of everything made, and the number of passes. */
async function made(
  from: Snapshot | null,
  holder: HostPages,
  plan: { policy: (typeof policyNames)[number] },
  shelf: Shelf
) {
  let passes = 0
  const checkpoint = async (): Promise<'go'> => {
    if (++passes > 1_000) throw new Error('more passes than a film of this length has')
    return 'go'
  }
  const chunks: MadeChunk[] = []
  const model = fakeModel(slotLike(), holder)
  for await (const chunk of generate(
    model,
    from,
    { ...card, ...plan, prompt: '1', chunks: 1 },
    shelf.ports({ checkpoint })
  ))
    chunks.push(chunk)
  return { passes, names: chunks.flatMap(({ latentsHash, after }) => [latentsHash, after.id]) }
}

test.each(policyNames)(
  '%s: every chunk is re-created once, however small the cache',
  async (policy) => {
    const shelf = new Shelf()
    const plan = { ...card, policy, chunks: 24 }
    let from: Snapshot | null = null
    for await (const chunk of generate(fakeModel(slotLike()), null, plan, shelf.ports())) {
      shelf.keep(chunk, plan)
      from = chunk.after
    }
    shelf.pages.clear()
    const roomy = await made(from, new HostPages(), { policy }, shelf)
    for (const limit of [1, 10_000, 40_000])
      expect(await made(from, new HostPages(limit), { policy }, shelf)).toEqual(roomy)
  },
  60_000
)

test.each(policyNames)('%s: a film whose pages are not stored goes on from those at hand', async (policy) => {
  const plan = { ...card, policy, chunks: 24 }
  const film = async (holder: HostPages) => {
    const shelf = new Shelf()
    let passes = 0
    const checkpoint = (): 'go' => (++passes > 1_000 ? expect.fail('pages were made again') : 'go')
    const names: string[] = []
    for await (const chunk of generate(fakeModel(slotLike(), holder), null, plan, shelf.ports({ checkpoint }))) {
      names.push(chunk.latentsHash, chunk.after.id)
      shelf.keep(chunk, plan)
      shelf.pages.clear()
    }
    return { passes, names }
  }
  const roomy = await film(new HostPages())
  for (const limit of [1, 10_000]) expect(await film(new HostPages(limit))).toEqual(roomy)
})
