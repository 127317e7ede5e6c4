/** A large past is put together layer by layer, as passes come to it: the same numbers, and nothing kept. */
import { expect, test } from 'vitest'
import { latentFrame, type LatentFrame } from '../../../app/time.ts'
import { pageId } from '../../../app/ids.ts'
import { Gatherer } from '../../../engine/rollout/gather.ts'
import { Page } from '../../../engine/rollout/page.ts'
import { rotate } from '../../../kernels/transformer/rope.ts'
import { fakeShape } from '../kit/fake-transformer.ts'
import { gaussians } from '../../kernels/kit/random-model.ts'

const format = { layers: 2, tokensPerFrame: 4, dim: fakeShape.dim, precision: 'f16' } as const

test.each([
  ['rotated here', rotate],
  ['rotated at birth', null]
] as const)('keys %s', (_, turned) => {
  const draw = gaussians(5)
  const layers = () => Array.from({ length: 2 }, () => draw(3 * 4 * format.dim))
  const page = Page.write(layers(), layers(), format, pageId)
  const at = (frame: number): LatentFrame => latentFrame(frame)
  const frames = [2, 0].map((frame) => ({ page: page.id, frame, at: at(frame) }))
  const view = {
    ...{ layers: [frames, frames.toReversed()], frames: 2, memoryFrames: 0 },
    positions: [
      [0, 1],
      [0, 1]
    ]
  }
  const [copied, late] = [undefined, 0].map((most) =>
    new Gatherer(most).gather(view, new Map([[page.id, page]]), format, fakeShape, turned)
  )
  for (const layer of [0, 1]) {
    const { keys, values } = late!.past[layer]!
    expect({ keys, values }).toEqual(copied!.past[layer])
    expect(late!.past[layer]!.keys).toEqual(keys)
    expect(late!.past[layer]!.keys).not.toBe(keys)
  }
})
