import { Transformer } from '@napi-rs/image'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { limits } from '../../../app/base/limits.ts'
import { areFrames, isFrame, isSketch, pictureHead } from '../../../app/film/picture.ts'
import { jpegPicture, losslessOf, pngOf, pngSaying, webpOf } from '../../main/kit/pictures.ts'

const zeros = (length: number): number[] => Array.from({ length }, () => 0)
const frameHeader = (side: number): number[] => [
  0xff,
  0xc0,
  0,
  11,
  8,
  side >> 8,
  side & 255,
  side >> 8,
  side & 255,
  1,
  1,
  0x11,
  0
]
const scanHeader = [0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0]
/** Where in a JPEG its first scan begins, and where it says its size. */
const scanOf = (jpeg: Uint8Array): number => Buffer.from(jpeg).indexOf(Buffer.from([0xff, 0xda]))
const sizeOf = (jpeg: Uint8Array): number => Buffer.from(jpeg).indexOf(Buffer.from([0xff, 0xc0]))

/** A WebP with a head of its own before the picture, as one with a colour profile has it. */
async function extended(
  width: number,
  height: number,
  { canvas = [width, height], flags = 0, chunk = 'VP8L' }: { canvas?: number[]; flags?: number; chunk?: string } = {}
): Promise<Uint8Array> {
  const file = Buffer.from(await losslessOf(width, height))
  const picture = file.subarray(file.indexOf('VP8L'))
  picture.write(chunk, 0, 'latin1')
  const head = Buffer.alloc(30)
  head.write('RIFF\0\0\0\0WEBPVP8X\x0a', 'latin1')
  head.writeUInt32LE(22 + picture.length, 4)
  head.writeUInt8(flags, 20)
  head.writeUIntLE(canvas[0]! - 1, 24, 3)
  head.writeUIntLE(canvas[1]! - 1, 27, 3)
  return Buffer.concat([head, picture])
}

describe('the head of a picture file', () => {
  test.each([
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

  test('says the canvas size of a WebP with several pictures', async () => {
    expect(pictureHead(await extended(64, 32))).toEqual({ type: 'image/webp', width: 64, height: 32 })
    expect(pictureHead(await extended(64, 32, { canvas: [1200, 675] }))).toBeNull()
    expect(pictureHead(await extended(64, 32, { flags: 2 }))).toBeNull() // pictures that move, of which there is none
  })

  test('detects animated pictures, which cannot be sketches', async () => {
    const webp = await extended(64, 32, { flags: 2, chunk: 'ANMF' })
    expect(pictureHead(webp)).toEqual({ type: 'image/webp', width: 64, height: 32, moves: true })
    const png = await pngOf(16, 9)
    const control = Buffer.concat([Buffer.from([0, 0, 0, 8]), Buffer.from('acTL'), Buffer.alloc(8 + 4)])
    const moving = new Uint8Array([...png.subarray(0, 33), ...control, ...png.subarray(33)])
    expect(pictureHead(moving)).toEqual({ type: 'image/png', width: 16, height: 9, moves: true })
    expect([webp, moving].map(isSketch)).toEqual([false, false])
    expect([await webpOf(64, 32), png].map(isSketch)).toEqual([true, true])
  })

  test.each<[string, (good: Uint8Array) => readonly number[]]>([
    ['a second size', (good) => [...good.subarray(0, 2), ...frameHeader(8_000), ...good.subarray(2)]],
    ['a size behind a mark that stands alone', (good) => [0xff, 0xd8, 0xff, 0x01, ...good.subarray(2)]],
    ['a second beginning', (good) => [0xff, 0xd8, ...good]],
    ['a segment of no length', (good) => [0xff, 0xd8, 0xff, 0xe0, 0, 0, ...good.subarray(2)]],
    ['something between its segments', (good) => [0xff, 0xd8, 0, ...good.subarray(2)]],
    ['no picture behind its size', (good) => [...good.subarray(0, scanOf(good))]],
    ['a size that its bytes cannot fill', () => [0xff, 0xd8, ...frameHeader(8_000), ...scanHeader, ...zeros(230)]],
    [
      'a code that nobody shows (lossless)',
      (good) => [...good].map((byte, at) => (at === sizeOf(good) + 1 ? 0xc3 : byte))
    ],
    ['an end before its size', (good) => [0xff, 0xd8, 0xff, 0xd9, ...good.subarray(2)]]
  ])('of a JPEG with %s is none', async (_, altered) => {
    const good = await jpegPicture(64, 32)
    expect(pictureHead(good)).not.toBeNull()
    expect(pictureHead(new Uint8Array(altered(good)))).toBeNull()
  })

  test.each<[string, (good: Buffer) => unknown]>([
    ['a colour type that is none', (good) => good.writeUInt8(5, 25)],
    ['a depth that its colours cannot have', (good) => good.writeUInt8(4, 24)],
    ['a head of another length', (good) => good.writeUInt8(14, 11)],
    ['a second head in the place of its picture', (good) => good.write('IHDR', good.indexOf('IDAT'), 'latin1')],
    ['another chunk longer than the file', (good) => good.set([0x7f, 0xff, 0xff, 0xff, 0x74], good.indexOf('IDAT') - 4)]
  ])('of a PNG with %s is none', async (_, alter) => {
    const bytes = Buffer.from(await pngOf(16, 9))
    alter(bytes)
    expect(pictureHead(bytes)).toBeNull()
  })

  test('agrees with a real decoder for any mutated file', async () => {
    const real = await Promise.all([pngOf(40, 30), jpegPicture(40, 30), webpOf(40, 30), losslessOf(40, 30)])
    const bytes = fc.tuple(fc.nat(120), fc.nat(255))
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...real), fc.array(bytes, { maxLength: 3 }), async (good, changes) => {
        const altered = Uint8Array.from(good)
        for (const [at, byte] of changes) altered[at] = byte
        const head = pictureHead(altered)
        const decoded = await new Transformer(altered).metadata().catch(() => null)
        if (head && decoded) expect([decoded.width, decoded.height]).toEqual([head.width, head.height])
      }),
      { numRuns: 600 }
    )
  })

  test('finds the size of a JPEG after camera metadata', async () => {
    const plain = await jpegPicture(64, 32)
    const exif = new Uint8Array(2 + 600)
    exif.set([0xff, 0xff, 0xe1, 0x02, 0x57]) // filled up by one byte
    const photo = new Uint8Array([...plain.subarray(0, 2), ...exif, ...plain.subarray(2)])
    expect(pictureHead(photo)).toEqual({ type: 'image/jpeg', width: 64, height: 32 })
  })

  test('is null for other data, and never throws', async () => {
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

describe('a picture of the film', () => {
  test('is a JPEG of plausible size within the limits', async () => {
    expect(isFrame(await jpegPicture(288, 160))).toBe(true)
    expect(isFrame(await jpegPicture(1920, 1088))).toBe(true)
    expect(isFrame(await jpegPicture(1920, 1104))).toBe(false)
    expect(isFrame(await pngOf(16, 9))).toBe(false)
    expect(isFrame(new Uint8Array([0xff, 0xd8, 0xff, 0xe0]))).toBe(false)
  })

  test('is limited by count and total size per chunk', async () => {
    const [small, large] = [await jpegPicture(64, 32), await jpegPicture(1920, 1088)]
    const many = (count: number, frame: Uint8Array) => Array.from({ length: count }, () => frame)
    expect(areFrames(many(limits.chunkFrames, small))).toBe(true)
    expect(areFrames(many(limits.chunkFrames + 1, small))).toBe(false)
    expect(areFrames(many(30, large))).toBe(true)
    expect(areFrames(many(31, large))).toBe(false)
    expect(areFrames([])).toBe(false)
  })
})

describe('a sketch', () => {
  test('is limited in size, whatever its header says', async () => {
    expect(isSketch(await webpOf(limits.sketchSide, 20))).toBe(true)
    expect(isSketch(await webpOf(limits.sketchSide + 1, 20))).toBe(false)
    expect(isSketch(pngSaying(60_000, 60_000))).toBe(false)
    expect(isSketch(new Uint8Array(limits.sketchBytes + 1))).toBe(false)
  })
})
