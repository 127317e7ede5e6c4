/** The length of a film does not depend on how many pictures the autoencoder makes of its first latent frame. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chunk, chunksToFrames, chunksToSeconds, framesToSeconds } from '../../app/time.ts'
import { held } from '../../engine/decode/held.ts'

const kinds = fc.integer({ min: 1, max: 8 }).chain((framesPerLatent) =>
  fc.record({
    framesPerLatent: fc.constant(framesPerLatent),
    firstLatentFrames: fc.option(fc.integer({ min: 1, max: framesPerLatent }), { nil: undefined }),
    latentsPerChunk: fc.integer({ min: 1, max: 4 }),
    fps: fc.constantFrom(12, 16, 24)
  })
)

test('every chunk has the same number of pictures, also the first', () => {
  fc.assert(
    fc.property(kinds, fc.integer({ min: 1, max: 6 }), (base, chunks) => {
      const { framesPerLatent, latentsPerChunk, firstLatentFrames = framesPerLatent } = base
      const decoded = Array.from({ length: chunks }, (_, index) => {
        const missing = index === 0 ? framesPerLatent - firstLatentFrames : 0
        return Array.from(
          { length: latentsPerChunk * framesPerLatent - missing },
          (_, picture) => `${index} ${picture}`
        )
      })
      const shown = decoded.map((pictures) => held(pictures, latentsPerChunk, base))
      expect(shown.flat()).toHaveLength(chunksToFrames(chunk(chunks), base))
      expect(framesToSeconds(chunksToFrames(chunk(chunks), base), base)).toBeCloseTo(
        chunksToSeconds(chunk(chunks), base)
      )
      expect(new Set(shown.map(({ length }) => length)).size).toBe(1)
      expect([...new Set(shown.flat())]).toEqual(decoded.flat())
      const [first] = shown
      expect(first!.slice(0, framesPerLatent - firstLatentFrames + 1).every((picture) => picture === '0 0')).toBe(true)
    })
  )
})

test('refuses pictures of a different number of latent frames', () => {
  const wan = { framesPerLatent: 4, firstLatentFrames: 1 }
  expect(
    held(
      Array.from({ length: 9 }, (_, index) => index),
      3,
      wan
    )
  ).toEqual([0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8])
  expect(
    held(
      Array.from({ length: 12 }, (_, index) => index),
      3,
      wan
    )
  ).toHaveLength(12)
  expect(() => held([1, 2, 3], 3, wan)).toThrow(RangeError)
})
