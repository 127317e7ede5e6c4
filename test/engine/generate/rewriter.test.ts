/** A film whose pages were deleted continues bit-equal. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { TakePlan } from '../../../app/ledger/schemas.ts'
import type { Snapshot } from '../../../app/ledger/records.ts'
import { policyNames } from '../../../app/ledger/policies.ts'
import { generate } from '../../../engine/generate/generate.ts'
import type { MadeChunk } from '../../../engine/generate/types.ts'
import type { PageHolder } from '../../../engine/rollout/page-holder.ts'
import type { Precision } from '../../../engine/rollout/precision.ts'
import { fakeModel, Shelf, slotLike, wanLike } from '../kit/fake-model.ts'
import { withField } from '../kit/manifests.ts'
import { OnDevice } from '../kit/on-device.ts'

type Card = Pick<TakePlan, 'prompt' | 'policy' | 'chunks'>

/** Makes cards one after another on a shelf, beginning at `start`, with an empty model cache. */
async function film(
  description: object,
  shelf: Shelf,
  cards: readonly Card[],
  start: Snapshot | null,
  precision?: Precision,
  holder?: () => PageHolder
) {
  const model = fakeModel(description, holder?.())
  const made: MadeChunk[] = []
  for (const card of cards) {
    const plan = { ...card, seed: 3, firstChunk: 0 }
    for await (const chunk of generate(model, made.at(-1)?.after ?? start, plan, shelf.ports(), precision)) {
      shelf.keep(chunk, plan)
      made.push(chunk)
    }
  }
  return made
}

const bits = ({ latentsHash, pages, after }: MadeChunk) => [latentsHash, pages.map(({ id }) => id), after.id]
const next = { prompt: '1', chunks: 2 }

test.each([
  ["Wan's conventions, re-cache included", wanLike()],
  ["the storybook pack's conventions", slotLike()]
])('whatever was made before: %s', async (_, description) => {
  const cards = fc.array(
    fc.record({ prompt: fc.constantFrom('0', '1', '2'), chunks: fc.integer({ min: 1, max: 6 }) }),
    {
      minLength: 1,
      maxLength: 5
    }
  )
  const precisions = fc.constantFrom<Precision>('f16', 'f32')
  await fc.assert(
    fc.asyncProperty(cards, fc.constantFrom(...policyNames), precisions, async (plan, policy, precision) => {
      const shelf = new Shelf()
      const all = plan.map((card) => ({ ...card, policy }))
      const from = (await film(description, shelf, all, null, precision)).at(-1)!.after
      const known = new Map(shelf.pages)
      const expected = await film(description, shelf, [{ ...next, policy }], from, precision)
      shelf.pages.clear()
      const again = await film(description, shelf, [{ ...next, policy }], from, precision)
      expect(again.map(bits)).toEqual(expected.map(bits))
      expect(known.size).toBeGreaterThan(0)
    }),
    { numRuns: 25 }
  )
})

test('with several archive chapters, and only some pages missing', async () => {
  const description = withField(slotLike(), 'memory.recordEvery', 1)
  const long = ['0', '2', '1'].map((prompt) => ({ prompt, policy: 'recall' as const, chunks: 45 }))
  const shelf = new Shelf()
  const from = (await film(description, shelf, long, null)).at(-1)!.after
  const expected = await film(description, shelf, [{ ...next, policy: 'recall' }], from)
  const kept = [...shelf.pages].filter((_, index) => index % 3 === 0)
  for (const pages of [kept, []]) {
    shelf.pages.clear()
    for (const [id, bytes] of pages) shelf.pages.set(id, bytes)
    const again = await film(description, shelf, [{ ...next, policy: 'recall' }], from)
    expect(again.map(bits)).toEqual(expected.map(bits))
  }
}, 120_000)

test('a differing result, or an unknown origin, is refused', async () => {
  const shelf = new Shelf()
  const card = { prompt: '0', policy: 'memflow' as const, chunks: 4 }
  const from = (await film(slotLike(), shelf, [card], null)).at(-1)!.after
  shelf.pages.clear()
  const codeNow = () =>
    film(slotLike(), shelf, [card], from).then(
      () => 'made',
      ({ code }: { code: string }) => code
    )
  const origins = new Map(shelf.origins)
  for (const [id, origin] of origins) shelf.origins.set(id, { ...origin, prompt: '2' })
  expect(await codeNow()).toBe('memory.rewritten')
  shelf.origins.clear()
  expect(await codeNow()).toBe('memory.missing')
  for (const [id, origin] of origins) shelf.origins.set(id, origin)
  expect(await codeNow()).toBe('made')
})

test('stopped while pages are re-created, nothing is made', async () => {
  const shelf = new Shelf()
  const card = { prompt: '0', policy: 'memflow' as const, chunks: 6 }
  const from = (await film(slotLike(), shelf, [card], null)).at(-1)!.after
  shelf.pages.clear()
  let asked = 0
  const checkpoint = () => (++asked > 3 ? 'stop' : 'go') as 'go' | 'stop'
  const made = generate(fakeModel(slotLike()), from, { ...card, seed: 3, firstChunk: 0 }, shelf.ports({ checkpoint }))
  await expect(made.next()).rejects.toMatchObject({ code: 'engine.stopped' })
  expect(asked).toBe(4)
})

test('without stored pages the film is the same; a new engine re-creates them', async () => {
  const cards = ['0', '2'].map((prompt) => ({ prompt, policy: 'memflow' as const, chunks: 4 }))
  for (const description of [wanLike(), slotLike()]) {
    const expected = await film(description, new Shelf(), cards, null)
    const shelf = new Shelf()
    const made = await film(description, shelf, cards, null, 'f16', () => new OnDevice())
    expect(made.map(bits)).toEqual(expected.map(bits))
    expect(made.flatMap(({ pages }) => pages.filter(({ kind, bytes }) => kind === 'clean' && bytes))).toEqual([])
    expect(shelf.pages.size).toBe(0)
    const told: string[] = []
    const plan = { ...next, policy: 'memflow' as const, seed: 3, firstChunk: 0 }
    const cold = fakeModel(description, new OnDevice())
    const onRemember = (done: number, all: number) => void told.push(`${done} of ${all}`)
    const again: MadeChunk[] = []
    for await (const chunk of generate(cold, made.at(-1)!.after, plan, shelf.ports({ onRemember }))) again.push(chunk)
    const whole = await film(description, new Shelf(), [...cards, { ...next, policy: 'memflow' }], null)
    expect(again.map(bits)).toEqual(whole.slice(-2).map(bits))
    expect(told.at(-1)).toMatch(/^(\d+) of \1$/)
  }
})

test('pages are named by origin; a film begun with content names keeps them', async () => {
  const card = { prompt: '0', policy: 'memflow' as const, chunks: 2, seed: 3, firstChunk: 0 }
  const names = async (more: object) => {
    const made: MadeChunk[] = []
    for await (const chunk of generate(fakeModel(slotLike()), null, { ...card, ...more }, new Shelf().ports()))
      made.push(chunk)
    return made.flatMap(({ pages }) => pages)
  }
  const byOrigin = await names({})
  const byContent = await names({ names: 'content' })
  expect(byContent.map(({ id }) => id)).toEqual(byContent.map(({ sha256 }) => sha256))
  expect(byOrigin.map(({ sha256 }) => sha256)).toEqual(byContent.map(({ sha256 }) => sha256))
  expect(byOrigin.some(({ id, sha256 }) => id === sha256)).toBe(false)
  expect((await names({ seed: 4 })).map(({ id }) => id)).not.toEqual(byOrigin.map(({ id }) => id))
})
