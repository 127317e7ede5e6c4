/** A pass in groups of layers is, to the bit, the pass in one graph; and which groups there are. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import {
  keptGroups,
  layerGroups,
  mostFlopsOfRun,
  preparedBytesOfLayer,
  type PassBounds
} from '../../kernels/transformer/groups.ts'
import { openTransformer, type TransformerOptions } from '../../kernels/transformer/open.ts'
import { tokensPerFrame } from '../../kernels/transformer/shape.ts'
import type { ForwardInput, ForwardOutput, TransformerShape } from '../../kernels/transformer/types.ts'
import { gaussians, writeRandomModel } from './kit/random-model.ts'

const folder = mkdtempSync(join(tmpdir(), 'groups-'))
afterAll(() => rmSync(folder, { recursive: true }))

const shape: TransformerShape = {
  ...{ dim: 128, heads: 2, layers: 5, ffn: 320, patch: [1, 2, 2], channels: 16 },
  ...{ latentHeight: 12, latentWidth: 10, textDim: 24, freqDim: 16, eps: 1e-6 },
  rope: { theta: 10000, split: [24, 20, 20] }
}
const path = join(folder, 'weights.safetensors')
writeRandomModel(path, shape, 'F16', 3)
const largest = { frames: 3, pastFrames: 4, textTokens: 7 }

/** Outputs of a clean and of a denoising pass, and the shares told between their groups. */
async function passesOf(of: TransformerShape, more: Partial<TransformerOptions>) {
  const transformer = await openTransformer(of, path, { threads: 2, spin: false, withQueries: true, ...more })
  const draw = gaussians(5)
  const tokens = tokensPerFrame(of)
  const past = Array.from({ length: of.layers }, () => {
    const [keys, values] = [draw(4 * tokens * of.dim), draw(4 * tokens * of.dim)]
    return { keys: keys!, values: values! }
  })
  const input: ForwardInput = {
    ...{ latents: draw(3 * of.channels * of.latentHeight * of.latentWidth), frames: 3, positions: [9, 10, 11] },
    ...{ past, pastFrames: 4, memoryFrames: 3 },
    time: await transformer.timeModulation(500),
    text: await transformer.textMemory(draw(7 * of.textDim), 7)
  }
  const shares: number[] = []
  const between = async (share: number): Promise<void> => void shares.push(share)
  const made: ForwardOutput[] = []
  for (const answerOnly of [false, true]) made.push(await transformer.forward({ ...input, answerOnly }, between))
  const stopped = transformer.forward(input, () => Promise.reject(new Error('enough')))
  const ended = await stopped.then(
    () => 'ended',
    ({ message }: Error) => message
  )
  made.push(await transformer.forward(input))
  await transformer.release()
  return { made, shares, ended }
}

describe('a pass in groups is the pass in one graph', () => {
  const cuts: [string, PassBounds][] = [
    ['a layer at a time, all prepared', { largest, memory: Infinity, flops: 1 }],
    ['a layer at a time, none prepared', { largest, memory: 0, flops: 1 }],
    ['some prepared', { largest, memory: 3 * preparedBytesOfLayer(shape, true), flops: Infinity }]
  ]
  test.each([
    ['dense', shape, {}],
    ['sparse', { ...shape, sma: { k: 2 } }, {}],
    ['in 8 bits', shape, { int8: true }]
  ] as const)('%s', { timeout: 120_000 }, async (_, of, more) => {
    const whole = await passesOf(of, more)
    expect([whole.shares, whole.ended]).toEqual([[], 'ended'])
    for (const [how, bounds] of cuts) {
      const cut = await passesOf(of, { ...more, bounds })
      expect(cut.made, how).toEqual(whole.made)
      expect(cut.ended, how).toBe('enough')
      expect(cut.shares, how).toEqual([1, 2, 3, 4, 1, 2, 3, 4].map((done) => done / 5))
    }
  })
})

describe('which groups', () => {
  const groupsOf = (of: TransformerShape, bounds: PassBounds) =>
    layerGroups(of, bounds, false).map(({ from, to }) => to - from)
  const sized = (
    latentWidth: number,
    latentHeight: number,
    more: Partial<TransformerShape> = {}
  ): TransformerShape => ({
    ...shape,
    ...{ dim: 1536, heads: 12, layers: 30, ffn: 8960, latentWidth, latentHeight },
    ...more
  })
  const film = { frames: 3, pastFrames: 12, textTokens: 512 }

  test('a short pass of a model that fits is one', () => {
    const storybook = sized(18, 10, { dim: 256, heads: 4, layers: 8, ffn: 1024 })
    expect(groupsOf(storybook, { largest: film, memory: 2 ** 30 })).toEqual([8])
    expect(layerGroups(sized(104, 60), null, false)).toEqual([{ from: 0, to: 30 }])
  })

  test('a long one is cut where a run would take too long, never within a layer', () => {
    expect(groupsOf(sized(104, 60), { largest: film, memory: Infinity })).toEqual(Array(30).fill(1))
    const few = groupsOf(sized(32, 18), { largest: film, memory: Infinity })
    expect(few.reduce((a, b) => a + b)).toBe(30)
    expect([few.length > 5, few.length < 10, Math.max(...few) - Math.min(...few)]).toEqual([true, true, 1])
    expect(mostFlopsOfRun).toBe(2e11)
  })

  test('where memory is short no group takes more than a quarter of it', () => {
    const each = preparedBytesOfLayer(shape, false)
    expect(groupsOf({ ...shape, layers: 16 }, { largest, memory: 16 * each, flops: Infinity })).toEqual([16])
    expect(groupsOf({ ...shape, layers: 16 }, { largest, memory: 8 * each, flops: Infinity })).toEqual(Array(8).fill(2))
  })

  test('as many stay prepared as fit beside the largest of the others', () => {
    expect(keptGroups([2, 2, 2], 6)).toEqual([true, true, true])
    expect(keptGroups([2, 2, 2], 5)).toEqual([true, false, false])
    expect(keptGroups([2, 3, 1, 1], 6)).toEqual([true, false, true, false])
    expect(keptGroups([2, 2], 1)).toEqual([false, false])
  })
})
