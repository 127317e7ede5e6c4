/** The precision `fast` (denoising in 8 bits) with the shipped pack: how far from `exact`, same memory, bit-equal when resumed. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Snapshot } from '../../../app/ledger/records.ts'
import { ModelCache } from '../../../engine/generate/cache.ts'
import { generate } from '../../../engine/generate/generate.ts'
import { openModel } from '../../../engine/generate/open.ts'
import type { MadeChunk, Model } from '../../../engine/generate/types.ts'
import { fromStored } from '../../../engine/rollout/precision.ts'
import { Shelf } from '../kit/fake-model.ts'
import { openGolden, packFolder, relativeError } from '../kit/pack-parts.ts'
import type { ForwardInput } from '../../../kernels/transformer/types.ts'

// Real chunks, on a machine that may be busy.
vi.setConfig({ testTimeout: 600_000, hookTimeout: 600_000 })

const options = { threads: 2, spin: false }
const plan = {
  prompt: 'A purple cat walks to the right in a meadow.',
  seed: 7,
  policy: 'memflow' as const,
  chunks: 8,
  firstChunk: 0
}
let exact: Model
let fast: Model
beforeAll(async () => {
  exact = await openModel(packFolder, options)
  fast = await openModel(packFolder, { ...options, precision: 'fast' })
})
afterAll(async () => {
  await exact.release()
  await fast.release()
})

/** As after a restart: an empty cache. */
const restarted = (model: Model): Model => ({ ...model, cache: new ModelCache() })

async function film(model: Model, shelf: Shelf, from: Snapshot | null = null, firstChunk = 0): Promise<MadeChunk[]> {
  const made: MadeChunk[] = []
  for await (const chunk of generate(restarted(model), from, { ...plan, firstChunk }, shelf.ports())) {
    made.push(chunk)
    shelf.keep(chunk, plan)
  }
  return made
}

test('a denoising pass is within 5 % of exact; one that writes memory is equal', async () => {
  const { transformer, floats, weights } = await openGolden()
  await transformer.release()
  const { layers, textDim } = exact.pack.shape
  const features = floats('text.0.features')
  const empty = new Float32Array(0)
  const sigma = Number(weights.metadata.get('sigmaOfPass'))
  const input: ForwardInput = {
    latents: floats('pass.input'),
    frames: 3,
    positions: [12, 13, 14],
    time: await exact.transformer.timeModulation(1000 * sigma),
    text: await exact.transformer.textMemory(features, features.length / textDim),
    past: Array.from({ length: layers }, () => ({ keys: empty, values: empty })),
    pastFrames: 0,
    memoryFrames: 0
  }
  const [written, there] = await Promise.all([fast, exact].map((model) => model.transformer.forward(input)))
  for (const part of ['keys', 'values', 'queries'] as const)
    for (let layer = 0; layer < layers; layer++)
      expect(relativeError(written![part]![layer]!, there![part]![layer]!), `${part} of layer ${layer}`).toBe(0)
  const [answer, right] = await Promise.all(
    [fast, exact].map(async (model) => (await model.transformer.forward({ ...input, answerOnly: true })).output)
  )
  expect(relativeError(answer!, right!)).toBeLessThan(0.05)
  expect(relativeError(answer!, right!)).toBeGreaterThan(1e-3) // really in 8 bits
  expect(relativeError(right!, there!.output)).toBe(0)
})

/** Frames of every bank after every chunk; undefined where it is not full yet. */
const banksOf = (chunks: readonly MadeChunk[]): (number | undefined)[] =>
  chunks.flatMap(({ after }) => after.layers.flatMap(({ bank }) => [0, 1, 2].map((at) => bank[at]?.at)))
const bitsOf = (chunks: readonly MadeChunk[]): string[] =>
  chunks.map(({ index, latentsHash, after }) => `${index} ${latentsHash} ${after.id}`)

test('a film resumed is the same to the bit; its banks are near those of exact', async () => {
  const shelf = new Shelf()
  const made = await film(fast, shelf)
  const split = 5
  const rest = bitsOf(await film(fast, shelf, made[split]!.before, split))
  expect(rest).toEqual(bitsOf(made).slice(split))

  const right = await film(exact, new Shelf())
  expect(bitsOf(right)[0]).not.toBe(bitsOf(made)[0])
  const [here, there] = [banksOf(made), banksOf(right)]
  const filled = there.filter((at) => at !== undefined).length
  const differing = there.filter((at, index) => at !== here[index]).length
  const lastOf = (chunks: readonly MadeChunk[]): Float32Array => fromStored(chunks.at(-1)!.latents, 'f16')
  expect(relativeError(lastOf(made), lastOf(right))).toBeLessThan(0.15)
  expect(differing / filled).toBeLessThan(0.25)

  // The memory of a film made in `fast` is written again in `exact` as it was.
  shelf.pages.clear()
  const again = await film(exact, shelf, made[split]!.before, split)
  expect(again).toHaveLength(plan.chunks - split)
})
