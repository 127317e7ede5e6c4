/** The ONNX transformer against the plain float64 one, on models of random sizes. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { openTransformer } from '../../kernels/transformer/open.ts'
import { tokensPerFrame } from '../../kernels/transformer/shape.ts'
import type { ForwardInput, TransformerShape } from '../../kernels/transformer/types.ts'
import { oraclePass } from '../vectors/oracle.ts'
import { relativeError } from '../vectors/set.ts'
import { gaussians, shapes, writeRandomModel } from './kit/random-model.ts'

const folder = mkdtempSync(join(tmpdir(), 'oracle-'))
afterAll(() => {
  rmSync(folder, { recursive: true })
})

interface Case {
  readonly shape: TransformerShape
  readonly dtype: 'F16' | 'F32'
  readonly seed: number
  readonly t: number
  readonly frames: number
  readonly start: number
  readonly textTokens: number
  readonly memoryFrames: number
  readonly windowFrames: number
  readonly role: 'plain' | 'own candidates' | 'muted'
}
const cases = fc.record({
  shape: shapes,
  dtype: fc.constantFrom('F16' as const, 'F32' as const),
  seed: fc.nat(2 ** 31),
  t: fc.double({ min: 0, max: 1000, noNaN: true }),
  frames: fc.integer({ min: 1, max: 3 }),
  start: fc.nat(40),
  textTokens: fc.integer({ min: 1, max: 6 }),
  memoryFrames: fc.nat(4),
  windowFrames: fc.nat(2),
  role: fc.constantFrom('plain' as const, 'own candidates' as const, 'muted' as const)
})

async function compare(example: Case, duplicate: boolean): Promise<void> {
  const { shape, seed, frames, textTokens, memoryFrames, t } = example
  const path = join(folder, 'model.safetensors')
  const weights = writeRandomModel(path, shape, example.dtype, seed)
  const transformer = await openTransformer(shape, path, { threads: 1, spin: false, withQueries: true })
  const draw = gaussians(seed + 1)
  const pastFrames = memoryFrames + example.windowFrames
  const frameSize = tokensPerFrame(shape) * shape.dim
  const past = Array.from({ length: shape.layers }, () => {
    const keys = draw(pastFrames * frameSize)
    const values = draw(pastFrames * frameSize)
    // The same frame twice in memory is the normal case: of equal candidates the earlier one is kept.
    if (duplicate && memoryFrames > 1)
      for (const x of [keys, values]) x.copyWithin((memoryFrames - 1) * frameSize, 0, frameSize)
    return { keys, values }
  })
  const features = draw(textTokens * shape.textDim)
  const sparse = shape.sma !== undefined
  const input: Omit<ForwardInput, 'time' | 'text'> = {
    latents: draw(frames * shape.channels * shape.latentHeight * shape.latentWidth),
    frames,
    positions: Array.from({ length: frames }, (_, frame) => example.start + frame),
    past,
    pastFrames,
    memoryFrames,
    ...(sparse && example.role === 'own candidates' ? { ownCandidates: Math.min(2, frames) } : {}),
    ...(sparse && example.role === 'muted' && memoryFrames ? { mutedFrames: frames - 1 } : {})
  }
  const time = await transformer.timeModulation(t)
  const text = await transformer.textMemory(features, textTokens)
  const actual = await transformer.forward({ ...input, time, text })
  await transformer.release()
  const expected = oraclePass(shape, weights, { ...input, t, features })
  if (sparse) expect(actual.selected?.map((kept) => [...kept])).toEqual(expected.selected)
  else expect(actual.selected).toBeUndefined()
  expect(relativeError(actual.output, expected.output)).toBeLessThan(1e-4)
  for (let layer = 0; layer < shape.layers; layer++) {
    expect(relativeError(actual.keys[layer]!, expected.keys[layer]!)).toBeLessThan(1e-4)
    expect(relativeError(actual.values[layer]!, expected.values[layer]!)).toBeLessThan(1e-4)
    const asked = frameMeans(expected.inner[`cross_q.${layer}`]!, frames, shape.dim)
    expect(relativeError(actual.queries![layer]!, asked)).toBeLessThan(1e-4)
  }
}

/** Means over each frame's tokens of rows [frames · tokens, dim]. */
function frameMeans(rows: readonly number[], frames: number, dim: number): number[] {
  const tokens = rows.length / dim / frames
  const means = new Array<number>(frames * dim).fill(0)
  rows.forEach((value, i) => (means[Math.floor(i / dim / tokens) * dim + (i % dim)]! += value / tokens))
  return means
}

test('agrees with attention to all of the past, for any sizes', async () => {
  await fc.assert(
    fc.asyncProperty(cases, (example) => compare(example, false)),
    { seed: 20, numRuns: 30 }
  )
})

test('agrees with sparse memory, for any sizes, with equal candidates', async () => {
  const sparse = fc.tuple(cases, fc.integer({ min: 1, max: 4 }), fc.boolean())
  const property = fc.asyncProperty(sparse, ([example, k, duplicate]) =>
    compare({ ...example, shape: { ...example.shape, sma: { k } } }, duplicate)
  )
  await fc.assert(property, { seed: 21, numRuns: 45 })
})
