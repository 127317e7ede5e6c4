import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { limits } from '../../../app/film/limits.ts'
import { isSketch, pictureHead } from '../../../app/film/picture.ts'
import { jpegPicture, losslessOf, pngOf, pngSaying, webpOf } from '../../main/kit/pictures.ts'

describe('the head of a picture file', () => {
  it.each([
    ['image/png', pngOf],
    ['image/jpeg', jpegPicture],
    ['image/webp', webpOf],
    ['image/webp', losslessOf]
  ] as const)('says the kind and the size: %s', async (type, make) => {
    for (const [width, height] of [
      [16, 9],
      [301, 777]
    ] as const)
      expect(pictureHead(await make(width, height))).toEqual({ type, width, height })
  })

  it('of a WebP with more than a picture in it says the size of its canvas', () => {
    const bytes = Buffer.alloc(40)
    bytes.write('RIFF\0\0\0\0WEBPVP8X', 'latin1')
    bytes.writeUIntLE(1199, 24, 3)
    bytes.writeUIntLE(674, 27, 3)
    expect(pictureHead(bytes)).toEqual({ type: 'image/webp', width: 1200, height: 675 })
  })

  it('of a JPEG is found behind whatever a camera writes before it', async () => {
    const plain = await jpegPicture(64, 32)
    const exif = new Uint8Array(2 + 600)
    exif.set([0xff, 0xff, 0xe1, 0x02, 0x57]) // filled up by one byte
    const photo = new Uint8Array([...plain.subarray(0, 2), ...exif, ...plain.subarray(2)])
    expect(pictureHead(photo)).toEqual({ type: 'image/jpeg', width: 64, height: 32 })
  })

  it('is none for anything else, and never a crash', async () => {
    const svg = new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')
    expect(pictureHead(svg)).toBeNull()
    expect(pictureHead(pngSaying(0, 5))).toBeNull()
    const real = await Promise.all([pngOf(9, 9), jpegPicture(9, 9), webpOf(9, 9), losslessOf(9, 9)])
    const starts = fc.constantFrom(...real, new Uint8Array())
    fc.assert(
      fc.property(starts, fc.nat(80), fc.uint8Array({ maxLength: 80 }), (start, keep, rest) => {
        const head = pictureHead(new Uint8Array([...start.subarray(0, keep), ...rest]))
        expect(head === null || (head.width > 0 && head.height > 0)).toBe(true)
      })
    )
  })
})

describe('a sketch', () => {
  it('is a picture no larger than the studio makes them, whatever its file says', async () => {
    expect(isSketch(await webpOf(limits.sketchSide, 20))).toBe(true)
    expect(isSketch(await webpOf(limits.sketchSide + 1, 20))).toBe(false)
    expect(isSketch(pngSaying(60_000, 60_000))).toBe(false)
    expect(isSketch(new Uint8Array(limits.sketchBytes + 1))).toBe(false)
  })
})
