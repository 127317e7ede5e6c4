/** The policy `recall`: its selection rule, the archive in snapshots, a character that returns; then with the shipped pack. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { pageId } from '../../../app/ids.ts'
import type { PolicyName } from '../../../app/ledger/policies.ts'
import type { ArchivedFrame, FrameRef } from '../../../app/ledger/records.ts'
import { latentFrame } from '../../../app/time.ts'
import { agreement, agreements } from '../../../engine/memory/agreement.ts'
import { fromWholeFilm } from '../../../engine/memory/policies/recall.ts'
import { memoryRules } from '../../../engine/memory/rules.ts'
import { emptyMemory } from '../../../engine/memory/state.ts'
import { fakeRun, slotMemory, wanMemory } from '../kit/fake-rollout.ts'

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
