/** The ten facts of memflow.md's first page, each as a test of the code that makes films. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { memoryRules } from '../../../engine/memory/rules.ts'
import { record } from '../../../engine/memory/record.ts'
import { meanRows, relevance } from '../../../engine/memory/score.ts'
import { emptyMemory } from '../../../engine/memory/state.ts'
import { pageId } from '../../../app/ids.ts'
import { rotate } from '../../../kernels/transformer/rope.ts'
import { fakeShape } from '../kit/fake-transformer.ts'
import { fakeRun, wanMemory } from '../kit/fake-rollout.ts'

const passesPerChunk = 5
const tokenNumbers = 4 * fakeShape.dim

describe('the ten facts', () => {
  test('fact 1: queries are 3 current frames; keys: sink 3, bank 0-3, window 6, own 3', async () => {
    const { transformer } = await fakeRun({ chunks: 9 })
    const firstOfChunk = transformer.calls.filter((_, call) => call % passesPerChunk === 0)
    expect(firstOfChunk.map(({ frames }) => frames)).toEqual(Array(9).fill(3))
    expect(firstOfChunk.map(({ pastFrames, frames }) => pastFrames + frames)).toEqual([
      3, 7, 10, 13, 14, 14, 14, 15, 15
    ])
    expect(firstOfChunk.map(({ memoryFrames }) => memoryFrames)).toEqual([0, 4, 4, 4, 5, 5, 5, 6, 6])
  })

  test('fact 2: keys are stored rotated at their absolute index, values are not', async () => {
    const rotated: number[][] = []
    const spy: typeof rotate = (shape, x, positions) => {
      rotated.push([...positions])
      rotate(shape, x, positions)
    }
    const { transformer, made } = await fakeRun({ chunks: 3, rotate: spy })
    // Once per layer and chunk, at birth.
    expect(rotated).toEqual([0, 3, 6].flatMap((at) => Array(fakeShape.layers).fill([at, at + 1, at + 2])))
    const plain = new Float32Array(tokenNumbers)
    for (let token = 0; token < 4; token++) plain.set([Math.cos(0.7 * 4), Math.sin(0.7 * 4)], token * fakeShape.dim)
    const stored = made[1]!.page.keys(1, 1)
    expect(stored).not.toEqual(plain)
    rotate(fakeShape, plain, [4])
    expect(stored).toEqual(plain)
    // Chunk 2 attends to it as stored: sink 3, bank 1, then the window's frames 3 and 4.
    const attended = transformer.calls.at(-1)!.past[1]!
    expect(attended.keys.subarray(5 * tokenNumbers, 6 * tokenNumbers)).toEqual(stored)
    expect(attended.values.subarray(5 * tokenNumbers, 6 * tokenNumbers)).toEqual(made[1]!.page.values(1, 1))
  })

  test('fact 3: steps at t = 1000, 937.5, 833.33, 625, then one clean pass at 0', async () => {
    const { transformer, made } = await fakeRun({ chunks: 1 })
    expect(transformer.calls.map(({ time }) => time.e[0])).toEqual([1000, 937.5, Math.fround(2500 / 3), 625, 0])
    expect(made[0]!.recached).toBeNull()
    const clean = transformer.calls[4]!
    expect(new Uint8Array(clean.latents.buffer)).toEqual(made[0]!.latents)
    const again = await transformer.forward(clean)
    expect(made[0]!.page.values(0, 2)).toEqual(again.values[0]!.subarray(2 * tokenNumbers))
  })

  test('fact 4: the bank holds, per layer, first frames of every third chunk, 3 at most', async () => {
    const { memories } = await fakeRun({ chunks: 30 })
    for (const { layers } of memories)
      for (const { bank } of layers) {
        expect(bank.length).toBeLessThanOrEqual(3)
        for (const ref of bank) expect([ref.at % 9, ref.frame]).toEqual([0, 0])
      }
    expect(memories.at(-1)!.layers[1]!.bank).toHaveLength(3)
  })

  test('fact 5: the score is a mean of scaled dot products of two pooled vectors', () => {
    const numbers = (count: number) =>
      fc.array(fc.float({ min: -2, max: 2, noNaN: true }), { minLength: count, maxLength: count })
    const [heads, width, texts, tokens] = [3, 4, 5, 7]
    const dim = heads * width
    fc.assert(
      fc.property(numbers(texts * dim), numbers(tokens * dim), (a, b) => {
        const [text, frame] = [Float32Array.from(a), Float32Array.from(b)]
        let full = 0
        for (let h = 0; h < heads; h++)
          for (let t = 0; t < texts; t++)
            for (let n = 0; n < tokens; n++)
              for (let i = 0; i < width; i++) full += text[t * dim + h * width + i]! * frame[n * dim + h * width + i]!
        full /= heads * texts * tokens * Math.sqrt(width)
        const pooled = relevance(meanRows(text, dim, 0, texts), meanRows(frame, dim, 0, tokens), heads)
        expect(Math.abs(pooled - full)).toBeLessThan(1e-12)
      })
    )
  })

  test('fact 6: choosing is evicting; a frame that left the bank never comes back', () => {
    const rules = memoryRules(wanMemory, 'memflow')
    fc.assert(
      fc.property(fc.infiniteStream(fc.double({ min: -1, max: 1, noNaN: true })), (scores) => {
        let memory = emptyMemory('fake@1', rules)
        const gone = new Set<number>()
        for (let chunk = 0; chunk < 40; chunk++) {
          const before = memory.layers[0]!.bank.map(({ at }) => at)
          memory = rules.policy.commit(rules, memory, [], () => scores.next().value).memory
          const after = memory.layers[0]!.bank.map(({ at }) => at)
          for (const at of before) if (!after.includes(at as never)) gone.add(at)
          for (const at of after) expect(gone.has(at)).toBe(false)
          expect(after).toEqual([...after].sort((a, b) => a - b))
          memory = record(rules, memory, { page: pageId('p'), prompt: 'x', latents: 'l' })
        }
      })
    )
  })

  test('fact 7: `released` commits a prototype 3 times, 4 around a switch, zero scores', async () => {
    const scores = new Map<number, number[][]>()
    await fakeRun({
      policy: 'released',
      chunks: 18,
      promptAt: (start) => (start >= 42 ? 1 : 0),
      trace: {
        decided(start, { layer, scores: given }) {
          if (layer === 0) scores.set(start, [...(scores.get(start) ?? []), [...given]])
        }
      }
    })
    // Frame 36 is recorded by the chunk at 36 and committed before 39, 42 (twice: re-cache and first step) and 45.
    expect([39, 42, 45].map((start) => scores.get(start)!.length)).toEqual([1, 2, 1])
    expect(scores.get(42)).toEqual([
      [0, 0, 0],
      [0, 0, 0]
    ])
    expect(
      scores
        .get(45)!
        .flat()
        .some((score) => score !== 0)
    ).toBe(true)
  })

  test('fact 8: sparse memory is off unless the pack asks; candidates: sink and bank', async () => {
    const off = await fakeRun({ chunks: 5 })
    expect(off.transformer.shape.sma).toBeUndefined()
    const on = await fakeRun({ chunks: 5, sma: { k: 3 } })
    const last = on.transformer.calls.at(-1)!
    expect([last.memoryFrames, last.pastFrames]).toEqual([5, 11])
    // In chunk 0 the chunk itself stands where the sink stands.
    expect(on.transformer.calls[0]!.ownCandidates).toBe(3)
    expect(last.ownCandidates).toBe(0)
  })

  test('fact 9: a switch re-encodes the window, and the sink in the first 12 frames', async () => {
    const pagesOf = (refs: readonly { readonly page: string }[]) => refs.map(({ page }) => page)
    for (const [at, early] of [
      [6, true],
      [12, true],
      [15, false],
      [30, false]
    ] as const) {
      const chunks = at / 3 + 1
      const { memories, made, transformer } = await fakeRun({ chunks, promptAt: (start) => (start >= at ? 1 : 0) })
      const [before, after] = [memories[at / 3]!.layers, memories[at / 3 + 1]!.layers]
      const rewritten = made[at / 3]!.recached!.id
      const pass = transformer.calls.at(-1 - passesPerChunk)!
      expect(pass.frames).toBe(early ? at : 9)
      expect(pass.pastFrames).toBe(pass.memoryFrames)
      expect(new Set(pagesOf(after[1]!.sink))).toEqual(new Set(early ? [rewritten] : pagesOf(before[1]!.sink)))
      expect(pagesOf(after[1]!.window).slice(0, 3)).toEqual(Array(3).fill(rewritten))
      expect(pagesOf(after[1]!.bank)).not.toContain(rewritten)
      // Layer 0 does not depend on the prompt: its pages stay.
      expect([...pagesOf(after[0]!.sink), ...pagesOf(after[0]!.window)]).not.toContain(rewritten)
    }
  })

  test('fact 10: padding rows take part in cross-attention, not in the score', async () => {
    const { transformer } = await fakeRun({ chunks: 1, paddedTo: 16 })
    const { text } = transformer.calls[0]!
    expect(text.tokens).toBe(16)
    expect(text.keys[0]).toHaveLength(16 * fakeShape.dim)
    const scoreUnder = async (policy: 'memflow' | 'released') => {
      const found: number[] = []
      const decided = (_: number, { scores }: { scores: readonly number[] }) => found.push(...scores)
      await fakeRun({ chunks: 11, paddedTo: 16, policy, trace: { decided } })
      return found[0]!
    }
    // One real row of sixteen: fifteen zero rows make the mean sixteen times smaller.
    expect(await scoreUnder('released')).toBeCloseTo((await scoreUnder('memflow')) / 16, 9)
  })
})
