/** The archive of the policy `recall`: its size, its chapters, and films that use it. */
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { pageId } from '../../../app/ids.ts'
import type { PolicyName } from '../../../app/ledger/policies.ts'
import type { ArchivedFrame } from '../../../app/ledger/records.ts'
import { ModelCache } from '../../../engine/generate/cache.ts'
import { openModel } from '../../../engine/generate/open.ts'
import type { Model } from '../../../engine/generate/types.ts'
import { chapterLength, markOf, readChapter } from '../../../engine/memory/archive.ts'
import { fakeModel, Shelf, slotLike, wanLike } from '../kit/fake-model.ts'
import { withField } from '../kit/manifests.ts'
import { packFolder } from '../kit/pack-parts.ts'
import { film, bits, banksOf } from '../kit/recall-film.ts'

// Real chunks, on a machine that may be busy.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

describe('the archive', () => {
  const long = ['0', '2', '1', '2', '0'].map((prompt) => ({ prompt, policy: 'recall' as const, chunks: 33 }))

  test.each([
    ['slots', slotLike()],
    ['absolute positions', withField(wanLike(), 'memory.recordEvery', 1)]
  ])('split anywhere over several chapters, a film is the same: %s', async (_, description) => {
    const straight = new Shelf()
    const whole = await film(() => fakeModel(description), straight, long)
    expect(straight.asked).toEqual([])
    const split = await film(() => fakeModel(description), new Shelf(), long, null, true)
    expect(split.map(bits)).toEqual(whole.map(bits))
  })

  test('keeps snapshots small for long films, and lists every prototype once', async () => {
    const shelf = new Shelf()
    const made = await film(() => fakeModel(slotLike()), shelf, long)
    const sizes = made.map(({ after }) => JSON.stringify(after).length)
    const growth = sizes.at(-1)! - sizes[chapterLength]!
    // Each chapter adds the name of one page; the number of later frames varies within a chapter.
    expect(Math.max(...sizes)).toBeLessThan(sizes[3]! + chapterLength * 260)
    expect(growth).toBeLessThan(chapterLength * 260)
    const { chapters, recent } = made.at(-1)!.after.archive!
    expect(chapters).toHaveLength(Math.floor((made.length - 1) / chapterLength))
    const bound = chapters.flatMap((id) => JSON.parse(new TextDecoder().decode(shelf.pages.get(id))) as ArchivedFrame[])
    expect([...bound, ...recent].map(({ at }) => at as number)).toEqual(
      Array.from({ length: made.length - 1 }, (_, chunk) => 3 * chunk + 3)
    )
    expect(recent.at(-1)!.words).toBe(markOf('0'))
  })

  test('a damaged chapter or gist is refused by name', async () => {
    for (const part of ['chapter', 'gist'] as const) {
      const shelf = new Shelf()
      const made = await film(() => fakeModel(slotLike()), shelf, [{ prompt: '0', policy: 'recall', chunks: 70 }])
      const { archive } = made.at(-1)!.after
      const id = part === 'chapter' ? archive!.chapters[0]! : archive!.recent[0]!.gist
      shelf.pages.get(id)![3]! ^= 1
      const plan = [{ prompt: '1', policy: 'recall' as const, chunks: 1 }]
      await expect(film(() => fakeModel(slotLike()), shelf, plan, made.at(-1)!.after)).rejects.toMatchObject({
        code: 'memory.page'
      })
    }
  })

  test('refuses a chapter of another length, as a crafted file may have', () => {
    const hash = '0'.repeat(64)
    const frame = { page: hash, frame: 0, at: 3, gist: hash, words: '0'.repeat(16) }
    const read = (count: number): number | undefined => {
      const bytes = new TextEncoder().encode(JSON.stringify(Array.from({ length: count }, () => frame)))
      return readChapter(pageId(createHash('sha256').update(bytes).digest('hex')), bytes)?.length
    }
    expect([1, chapterLength, chapterLength + 1, 20_000].map(read)).toEqual([
      undefined,
      chapterLength,
      undefined,
      undefined
    ])
  })

  test('begins with the first chunk under the policy, and ends with another', async () => {
    const shelf = new Shelf()
    const [before, under, other] = [
      { prompt: '0', policy: 'memflow' as const, chunks: 8 },
      { prompt: '1', policy: 'recall' as const, chunks: 4 },
      { prompt: '1', policy: 'memflow' as const, chunks: 1 }
    ]
    const made = await film(() => fakeModel(slotLike()), shelf, [before, under, other, under])
    expect(made[7]!.after).not.toHaveProperty('archive')
    expect(made[11]!.after.archive!.recent.map(({ at }) => at as number)).toEqual([24, 27, 30, 33])
    expect(made[12]!.after).not.toHaveProperty('archive')
    expect(made[13]!.after.archive!.recent.map(({ at }) => at as number)).toEqual([39])
    for (const { after } of made) expect(new Set(banksOf(after).map((bank) => bank.length)).size).toBe(1)
  })

  test('a forgotten frame is not chosen, and may return in the next shot', async () => {
    const shelf = new Shelf()
    const before = await film(() => fakeModel(slotLike()), shelf, [
      { prompt: '1', policy: 'recall', chunks: 1 },
      { prompt: '0', policy: 'recall', chunks: 2 },
      { prompt: '2', policy: 'recall', chunks: 12 }
    ])
    const start = before.at(-1)!.after
    const hero = start.archive!.recent.filter(({ words }) => words === markOf('0'))
    const forgets = hero.map(({ page, frame, at }) => ({ page, frame, at }))
    const wishes = { pins: [], forgets, lookAhead: [] }
    const back = { prompt: '0', policy: 'recall' as const, chunks: 1 }
    const [without] = await film(() => fakeModel(slotLike()), shelf, [{ ...back, wishes }], start)
    const [again] = await film(() => fakeModel(slotLike()), shelf, [back], without!.after)
    for (const { at } of hero) {
      for (const bank of banksOf(without!.after)) expect(bank).not.toContain(at)
      for (const bank of banksOf(again!.after)) expect(bank).toContain(at)
    }
  })
})

describe('the shipped pack', () => {
  let model: Model
  beforeAll(async () => {
    model = await openModel(packFolder, { threads: 2, spin: false })
  })
  afterAll(() => model.release())
  const restarted = (): Model => ({ ...model, cache: new ModelCache() })
  const hero = 'A purple cat walks to the right in a meadow.'
  const guest = 'A dinosaur strolls left in the snow at night.'
  const plan = (prompt: string, chunks: number, policy: PolicyName = 'recall') => ({ prompt, policy, chunks })

  test('stopped after any chunk and resumed from stored bytes, a film is equal', async () => {
    const plans = [plan(hero, 2), plan(guest, 5), plan(hero, 2)]
    const straight = new Shelf()
    const whole = await film(restarted, straight, plans)
    expect(straight.asked).toEqual([])
    const split = await film(restarted, new Shelf(), plans, null, true)
    expect(split.map(bits)).toEqual(whole.map(bits))
    for (const [index, { latents }] of whole.entries()) expect(split[index]!.latents, `chunk ${index}`).toEqual(latents)
    for (const bank of banksOf(whole.at(-1)!.after)) expect(bank).toContain(3)
  })

  test('equals `memflow` until there is something to choose', async () => {
    const under = (policy: PolicyName) => film(restarted, new Shelf(), [plan(hero, 3, policy)])
    const [recalled, plain] = [await under('recall'), await under('memflow')]
    expect(recalled.map(({ pages }) => pages.at(-1)!.id)).toEqual(plain.map(({ pages }) => pages.at(-1)!.id))
    expect(plain.every(({ pages }) => pages.length === 1)).toBe(true)
    expect(recalled.map(({ pages }) => pages.length)).toEqual([1, 2, 2])
  })
})
