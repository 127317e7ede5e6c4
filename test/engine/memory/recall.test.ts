/** The policy `recall`: its selection rule, the archive in snapshots, a character that returns; then with the shipped pack. */
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { snapshotSchema, type TakePlan } from '../../../app/ledger/schemas.ts'
import { pageId } from '../../../app/ids.ts'
import type { PolicyName } from '../../../app/ledger/policies.ts'
import type { ArchivedFrame, FrameRef, Snapshot } from '../../../app/ledger/records.ts'
import { latentFrame } from '../../../app/time.ts'
import { ModelCache } from '../../../engine/generate/cache.ts'
import { generate } from '../../../engine/generate/generate.ts'
import { openModel } from '../../../engine/generate/open.ts'
import type { MadeChunk, Model } from '../../../engine/generate/types.ts'
import { agreement, agreements } from '../../../engine/memory/agreement.ts'
import { chapterLength, markOf, readChapter } from '../../../engine/memory/archive.ts'
import { fromWholeFilm } from '../../../engine/memory/policies/recall.ts'
import { memoryRules } from '../../../engine/memory/rules.ts'
import { emptyMemory } from '../../../engine/memory/state.ts'
import { fakeModel, Shelf, slotLike, wanLike } from '../kit/fake-model.ts'
import { fakeRun, slotMemory, wanMemory } from '../kit/fake-rollout.ts'
import { withField } from '../kit/manifests.ts'
import { packFolder } from '../kit/pack-parts.ts'

// Real chunks, on a machine that may be busy.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

const ref = (at: number): FrameRef => ({ page: pageId(`page ${at}`), frame: 0, at: latentFrame(at) })
const archived = (at: number, words: string): ArchivedFrame => ({ ...ref(at), gist: pageId(`gist ${at}`), words })

describe('the rule of choice', () => {
  const film = fc.array(
    fc.record({ words: fc.constantFrom('a', 'b', 'c', 'd'), score: fc.integer({ min: 0, max: 9 }) }),
    {
      minLength: 1,
      maxLength: 12
    }
  )

  test('keeps the newest and the best, one per shot if possible, oldest first', () => {
    fc.assert(
      fc.property(film, (made) => {
        const rules = { ...memoryRules(slotMemory, 'recall'), layers: 1 }
        const frames = made.map(({ words }, index) => archived(index, words))
        const score = (_: number, { at }: FrameRef) => made[at]!.score
        const { memory } = fromWholeFilm(rules, emptyMemory('fake@1', rules), frames, score)
        const bank = memory.layers[0]!.bank.map(({ at }) => at as number)
        expect(bank).toHaveLength(Math.min(3, made.length))
        expect(bank).toEqual([...new Set(bank)].sort((a, b) => a - b))
        const newest = made.length - 1
        expect(bank.at(-1)).toBe(newest)
        const chosen = bank.slice(0, -1)
        const out = made.map((_, at) => at).filter((at) => !bank.includes(at))
        const shots = bank.map((at) => made[at]!.words)
        for (const at of out) {
          const { words, score: missed } = made[at]!
          const better = (other: number) => made[other]!.score > missed || (made[other]!.score === missed && other < at)
          if (!shots.includes(words)) {
            // No frame represents its shot only if every shot in the bank has one frame, and a better one.
            expect(new Set(shots).size).toBe(shots.length)
            expect(chosen.every(better)).toBe(true)
          } else expect(chosen.filter((other) => made[other]!.words === words).every(better)).toBe(true)
        }
      }),
      { numRuns: 500 }
    )
  })

  test('every layer chooses separately, and reports its candidates', () => {
    const rules = memoryRules(slotMemory, 'recall')
    const frames = ['a', 'b', 'c', 'd'].map((words, at) => archived(at, words))
    const score = (layer: number, { at }: FrameRef) => (layer === 0 ? at : -at)
    const { memory, decisions } = fromWholeFilm(rules, emptyMemory('fake@1', rules), frames, score)
    expect(memory.layers.map(({ bank }) => bank.map(({ at }) => at as number))).toEqual([
      [1, 2, 3],
      [0, 1, 3]
    ])
    expect(decisions.map(({ layer, candidates }) => [layer, candidates.length])).toEqual([
      [0, 4],
      [1, 4]
    ])
  })

  test('frames without a gist are kept only until there are others', () => {
    const rules = memoryRules(slotMemory, 'recall')
    const legacy = emptyMemory('fake@1', rules).layers.map((layer) => ({ ...layer, bank: [0, 1, 2].map(ref) }))
    const before = { ...emptyMemory('fake@1', rules), layers: legacy }
    const score = (_: number, { at }: FrameRef) => (at < 3 ? -Infinity : -at)
    const bankAfter = (count: number) =>
      fromWholeFilm(
        rules,
        before,
        [3, 4, 5].slice(0, count).map((at) => archived(at, 'a')),
        score
      ).memory.layers[1]!.bank.map(({ at }) => at as number)
    expect([0, 1, 2, 3].map(bankAfter)).toEqual([
      [0, 1, 2],
      [0, 1, 3],
      [0, 3, 4],
      [3, 4, 5]
    ])
  })
})

describe('how well a frame fits', () => {
  const numbers = (count: number) =>
    fc.array(fc.float({ min: -2, max: 2, noNaN: true }), { minLength: count, maxLength: count })
  const [heads, dim, words] = [2, 6, 4]

  test('mean is linear, and all readings are within their bounds', () => {
    fc.assert(
      fc.property(numbers(dim), numbers(words * dim), (a, b) => {
        const [query, keys] = [Float32Array.from(a), Float32Array.from(b)]
        const by = Object.fromEntries(agreements.map((kind) => [kind, agreement(kind, query, keys, heads)]))
        const pooled = Float64Array.from({ length: dim }, (_, i) =>
          Array.from({ length: words }, (_, word) => keys[word * dim + i]! / words).reduce((x, y) => x + y)
        )
        const linear = query.reduce((sum, value, i) => sum + value * pooled[i]!, 0) / heads / Math.sqrt(dim / heads)
        expect(by['mean']).toBeCloseTo(linear, 9)
        expect(by['max']).toBeGreaterThanOrEqual(by['mean']! - 1e-9)
        expect(by['logSumExp']).toBeGreaterThanOrEqual(by['max']!)
        expect(by['logSumExp']).toBeLessThanOrEqual(by['max']! + Math.log(words) + 1e-9)
        expect(by['contrast']).toBeCloseTo(by['logSumExp']! - by['mean']!, 9)
      })
    )
  })

  test('contrast ignores a constant added for all words', () => {
    const query = Float32Array.of(1, 0, 0, 1, 0, 0)
    const keys = Float32Array.from([2, 0, 0, 1, 0, 0, -1, 0, 0, 0.5, 0, 0])
    const moved = keys.map((value, i) => (i % 3 === 0 ? value + 5 : value))
    expect(agreement('contrast', query, moved, heads)).toBeCloseTo(agreement('contrast', query, keys, heads), 6)
    expect(agreement('max', query, moved, heads)).not.toBeCloseTo(agreement('max', query, keys, heads), 1)
  })
})

/** Latent frames of the hero's second shot; its prompt returns much later. */
const heroFrames = [6, 9]
const returns = 180
const heroReturns = (start: number): number => (start >= returns || heroFrames.includes(start) ? 0 : 2)

test.each([
  ["the storybook pack's conventions", slotMemory],
  ["Wan's conventions", { ...wanMemory, recordEvery: 1 }]
])('a character returns into the bank of every layer after a minute of others: %s', async (_, shape) => {
  const bankAt = async (policy: PolicyName) => {
    let bank: number[][] = []
    const attending = (pass: string, start: number, past: readonly (readonly number[])[]) => {
      if (pass === 'chunk' && start === returns) bank = past.map((layer) => layer.slice(3, 6))
    }
    await fakeRun({ shape, policy, chunks: returns / 3 + 1, promptAt: heroReturns, trace: { attending } })
    return bank
  }
  const newest = shape.enterBank === 'nextChunk' ? returns - 3 : returns - 9
  for (const layer of await bankAt('recall')) expect(layer).toEqual([...heroFrames, newest])
  for (const layer of await bankAt('fifo')) for (const at of heroFrames) expect(layer).not.toContain(at)
})

/** Makes cards on one shelf; after every chunk the snapshot is parsed from its JSON, and with `restarts` nothing else is kept. */
async function film(
  model: () => Model,
  shelf: Shelf,
  plans: readonly Omit<TakePlan, 'firstChunk' | 'seed'>[],
  start: Snapshot | null = null,
  restarts = false
): Promise<MadeChunk[]> {
  const made: MadeChunk[] = []
  let from = start
  let running = model()
  for (const plan of plans)
    for (let firstChunk = 0; firstChunk < plan.chunks; firstChunk++) {
      if (restarts) running = model()
      const one = { ...plan, seed: 3, chunks: firstChunk + 1, firstChunk }
      for await (const chunk of generate(running, from, one, shelf.ports())) {
        made.push(chunk)
        shelf.keep(chunk)
        from = v.parse(snapshotSchema, JSON.parse(JSON.stringify(chunk.after)))
      }
    }
  return made
}

const bits = ({ latentsHash, pages, after }: MadeChunk) => [latentsHash, pages.map(({ id }) => id), after]
const banksOf = ({ layers }: Snapshot) => layers.map(({ bank }) => bank.map(({ at }) => at as number))

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
