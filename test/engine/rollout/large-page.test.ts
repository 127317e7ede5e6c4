/** Pages in memory: a large one is read as a small one is, and a thin one as the whole, but for what it gave up. */
import { expect, test } from 'vitest'
import { pageId } from '../../../app/ids.ts'
import { Page } from '../../../engine/rollout/page.ts'
import type { PageContent } from '../../../engine/rollout/page-content.ts'
import { gaussians } from '../../kernels/kit/random-model.ts'

const frames = 3

/** A page of drawn numbers, and its keys and values as they were written, rounded to half precision. */
function written(tokensPerFrame: number) {
  const format = { layers: 2, tokensPerFrame, dim: 64, precision: 'f16' } as const
  const draw = gaussians(tokensPerFrame)
  const layers = Array.from({ length: 2 }, () => ({
    keys: draw(frames * tokensPerFrame * 64),
    values: draw(frames * tokensPerFrame * 64)
  }))
  const parts = (part: 'keys' | 'values') => layers.map((layer) => layer[part])
  return { page: Page.write(parts('keys'), parts('values'), format, pageId), layers }
}

/** The largest difference of a frame from what was written. */
function errorOf(page: PageContent, { page: whole, layers }: ReturnType<typeof written>, layer: number, frame: number) {
  const size = page.keys(layer, frame).length
  const differences = (['keys', 'values'] as const).map((part) => {
    const right = layers[layer]![part].subarray(frame * size, (frame + 1) * size)
    return page[part](layer, frame).reduce((most, value, at) => Math.max(most, Math.abs(value - right[at]!)), 0)
  })
  expect(page.meanKey(layer, frame)).toEqual(whole.meanKey(layer, frame))
  return Math.max(...differences)
}

test.each([
  ['small', 4],
  ['of more than 16 MiB', 12_000]
])('one that is %s holds what was written', (_, tokens) => {
  const it = written(tokens)
  for (const [layer, frame] of [
    [0, 0],
    [1, 2]
  ] as const)
    expect(errorOf(it.page, it, layer, frame)).toBeLessThan(3e-3)
  expect(it.page.size).toBe(it.page.bytes.length * (tokens > 100 ? 1 : 3))
  expect(it.page.lacks()).toBe(false)
})

test('a thin one has the frames that are needed, and the means of all', () => {
  const it = written(4)
  const thin = it.page.thinned([new Set([0, 1]), new Set([2])])
  expect([0, 1].map((layer) => [0, 1, 2].map((frame) => thin.lacks(layer, frame)))).toEqual([
    [false, false, true],
    [true, true, false]
  ])
  expect(thin.keys(1, 2)).toEqual(it.page.keys(1, 2))
  expect(thin.values(0, 1)).toEqual(it.page.values(0, 1))
  expect(thin.meanKey(1, 0)).toEqual(it.page.meanKey(1, 0))
  expect(thin.size).toBe(it.page.bytes.length / 2)
  const thinner = thin.thinned([new Set([1]), new Set([2])])
  expect([thinner.lacks(0, 0), thinner.lacks(0, 1), thinner.keys(0, 1)]).toEqual([true, false, it.page.keys(0, 1)])
  expect(() => thinner.keys(0, 0)).toThrow(RangeError)
  expect(it.page.thinned([new Set([0, 1, 2]), new Set([0, 1, 2])])).toBe(it.page)
})
