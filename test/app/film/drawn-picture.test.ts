/** A drawn sketch is a picture like any other, and its strokes are in it. */
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { Failure } from '../../../app/base/failure.ts'
import { limits } from '../../../app/base/limits.ts'
import { drawnIn, drawnPicture } from '../../../app/film/drawn-picture.ts'
import { isSketch, pictureHead } from '../../../app/film/picture.ts'
import { jpegPicture, losslessOf, pngOf, webpOf } from '../../main/kit/pictures.ts'
import { anyDrawing, line } from './kit/drawings.ts'

const drawing = { width: 160, height: 91, strokes: [line(), line(300)] }
let pictures: readonly Uint8Array[]
beforeAll(async () => {
  pictures = [await webpOf(160, 91), await losslessOf(161, 90)] // one with a head of its own, for its alpha
})

test('strokes are read back from their picture, which stays the picture', () => {
  const under = new Uint8Array(pictures[1]!)
  for (const picture of pictures)
    fc.assert(
      fc.property(anyDrawing, fc.constantFrom(null, under), (drawing, under) => {
        const drawn = drawnPicture(picture, { drawing, under })
        expect(pictureHead(drawn)).toEqual(pictureHead(picture))
        expect(isSketch(drawn)).toBe(true)
        expect(drawnIn(drawn)).toEqual({ drawing, under })
      }),
      { numRuns: 60 }
    )
})

test('a picture that was brought in has none', async () => {
  for (const picture of [...pictures, await pngOf(16, 9), await jpegPicture(16, 9)]) expect(drawnIn(picture)).toBeNull()
})

test('what a film could not keep is refused', () => {
  const under = new Uint8Array(limits.sketchBytes)
  expect(() => drawnPicture(pictures[0]!, { drawing, under })).toThrow(expect.objectContaining({ code: 'sketch.full' }))
})

test('what lies below and is no picture is left out', () => {
  const under = new Uint8Array(100)
  expect(drawnIn(drawnPicture(pictures[0]!, { drawing, under }))).toEqual({ drawing, under: null })
})

describe('a drawn sketch of strangers', () => {
  test('damaged in any way is read or refused', () => {
    const whole = drawnPicture(pictures[1]!, { drawing, under: null })
    const spot = fc.record({ at: fc.nat(whole.length - 1), value: fc.nat(255) })
    const cut = fc.integer({ min: 0, max: whole.length })
    fc.assert(
      fc.property(fc.array(spot, { minLength: 1, maxLength: 6 }), fc.option(cut), (spots, length) => {
        const damaged = whole.slice(0, length ?? whole.length)
        for (const { at, value } of spots) if (at < damaged.length) damaged[at] = value
        try {
          const found = drawnIn(damaged)
          if (found) expect(found.drawing.strokes.length).toBeLessThanOrEqual(limits.strokes)
        } catch (error) {
          expect(error).toBeInstanceOf(Failure)
          expect(error).toMatchObject({ code: 'sketch.strokes' })
        }
      }),
      { numRuns: 2_000 }
    )
  })
})
