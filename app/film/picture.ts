/**
 * Reads the header of a picture file without decoding: whether it is one, and its size. A small file can be a picture of a
 * billion pixels, so this is checked before any decoder runs. The header is read as decoders read it, and ambiguous ones are
 * refused.
 */
import { limits } from '../base/limits.ts'

export const pictureTypes = ['image/png', 'image/jpeg', 'image/webp'] as const
export type PictureType = (typeof pictureTypes)[number]
export const isPictureType = (type: string): type is PictureType => pictureTypes.some((each) => each === type)

export interface PictureHead {
  readonly type: PictureType
  /** In pixels, before EXIF orientation is applied. */
  readonly width: number
  readonly height: number
  /** It is animated. */
  readonly moves?: true
}

/** Null when the bytes are no PNG, JPEG or WebP, have no size or two, or are too few for it. */
export function pictureHead(bytes: Uint8Array): PictureHead | null {
  const head = png(bytes) ?? webp(bytes) ?? jpeg(bytes)
  return head !== null && head.width > 0 && head.height > 0 ? head : null
}

/** Whether a picture may be stored as a sketch: not animated, of a known type, and no larger than the studio makes them. */
export function isSketch(bytes: Uint8Array): boolean {
  const head = bytes.length <= limits.sketchBytes ? pictureHead(bytes) : null
  return head !== null && !head.moves && Math.max(head.width, head.height) <= limits.sketchSide
}

/** Pixels of one of a film's own pictures; null unless it is a JPEG within the limits. */
function framePoints(bytes: Uint8Array): number | null {
  const head = bytes.length <= limits.frameBytes ? jpeg(bytes) : null
  const points = head === null ? 0 : head.width * head.height
  return points > 0 && points <= limits.framePoints ? points : null
}
export const isFrame = (bytes: Uint8Array): boolean => framePoints(bytes) !== null

/** Whether these may be the pictures of one chunk, which are shown, and so decoded, together. */
export function areFrames(pictures: readonly Uint8Array[]): boolean {
  if (pictures.length === 0 || pictures.length > limits.chunkFrames) return false
  let points = 0
  for (const picture of pictures) points += framePoints(picture) ?? Infinity
  return points <= limits.chunkPoints
}

const view = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
const says = (bytes: Uint8Array, at: number, text: string): boolean => {
  for (let index = 0; index < text.length; index++) if (bytes[at + index] !== text.charCodeAt(index)) return false
  return true
}

/** Valid bit depths by colour type. */
const pngDepths: Readonly<Record<number, readonly number[]>> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16]
}

/** PNG specification, 5.2, 5.3 and 11.2.1: the signature, the chunk IHDR, then others up to the first of the picture's data. */
function png(bytes: Uint8Array): PictureHead | null {
  if (bytes.length < 33 || !says(bytes, 0, '\x89PNG\r\n\x1a\n') || !says(bytes, 8, '\0\0\0\rIHDR')) return null
  const data = view(bytes)
  const [depth, colour, compression, filter, interlace] = bytes.subarray(24, 29)
  if (!pngDepths[colour!]?.includes(depth!) || compression !== 0 || filter !== 0 || interlace! > 1) return null
  const head = { type: 'image/png', width: data.getUint32(16), height: data.getUint32(20) } as const
  let moves = false
  for (let at = 33; at + 12 <= bytes.length;) {
    const length = data.getUint32(at)
    if (says(bytes, at + 4, 'IDAT')) return moves ? { ...head, moves } : head
    if (at + 12 + length > bytes.length || says(bytes, at + 4, 'IHDR')) return null
    if (says(bytes, at + 4, 'acTL')) moves = true
    at += 12 + length
  }
  return null
}

/** RFC 9649, 2.4 to 2.7: RIFF, then the picture, or a head that says its size and has it, or several, among its chunks. */
function webp(bytes: Uint8Array): PictureHead | null {
  if (bytes.length < 30 || !says(bytes, 0, 'RIFF') || !says(bytes, 8, 'WEBP')) return null
  const data = view(bytes)
  const end = data.getUint32(4, true) + 8
  if (end > bytes.length) return null
  if (!says(bytes, 12, 'VP8X')) return webpPicture(bytes, 12, end)
  const three = (at: number): number => data.getUint16(at, true) + (bytes[at + 2]! << 16)
  if (data.getUint32(16, true) !== 10) return null
  const [moves, width, height] = [(bytes[20]! & 2) !== 0, three(24) + 1, three(27) + 1]
  for (let at = 30; at + 8 <= end;) {
    if (says(bytes, at, 'ANMF')) return moves ? { type: 'image/webp', width, height, moves } : null
    if (says(bytes, at, 'VP8 ') || says(bytes, at, 'VP8L')) {
      const picture = moves ? null : webpPicture(bytes, at, end)
      return picture?.width === width && picture.height === height ? picture : null
    }
    const length = data.getUint32(at + 4, true)
    at += 8 + length + (length & 1)
  }
  return null
}

/** A chunk that is a picture: lossy (RFC 6386, 9.1) or lossless (RFC 9649, 3.4). */
function webpPicture(bytes: Uint8Array, at: number, end: number): PictureHead | null {
  const data = view(bytes)
  if (at + 18 > end || at + 8 + data.getUint32(at + 4, true) > end) return null
  if (says(bytes, at, 'VP8 ') && says(bytes, at + 11, '\x9d\x01\x2a')) {
    const side = (from: number): number => data.getUint16(from, true) & 0x3fff
    return { type: 'image/webp', width: side(at + 14), height: side(at + 16) }
  }
  if (!says(bytes, at, 'VP8L') || bytes[at + 8] !== 0x2f) return null
  const sides = data.getUint32(at + 9, true)
  return { type: 'image/webp', width: (sides & 0x3fff) + 1, height: ((sides >>> 14) & 0x3fff) + 1 }
}

/** Most pixels that a byte of a JPEG can encode: one bit per block of 64. A smaller file is truncated. */
const pointsOfByte = 512

/** ITU-T T.81, B.1 and B.2: marker segments up to the first scan, one of which is the frame header with the sizes. */
function jpeg(bytes: Uint8Array): PictureHead | null {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return null
  const data = view(bytes)
  let head: PictureHead | null = null
  for (let at = 2; at + 4 <= bytes.length && bytes[at] === 0xff;) {
    const marker = bytes[at + 1]!
    if (marker === 0xff) {
      at += 1 // 0xff may precede a marker as padding
      continue
    }
    const length = data.getUint16(at + 2)
    // Standalone markers (TEM, RST, SOI, EOI) are invalid here: they have no length.
    if (marker < 0xc0 || (marker >= 0xd0 && marker <= 0xd9) || length < 2 || at + 2 + length > bytes.length) return null
    if (marker === 0xda) return head !== null && head.width * head.height <= bytes.length * pointsOfByte ? head : null
    if (marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      // Baseline, extended and progressive: the ones decoders support.
      if (head !== null || marker > 0xc2 || length < 8 || length !== 8 + 3 * bytes[at + 9]!) return null
      head = { type: 'image/jpeg', width: data.getUint16(at + 7), height: data.getUint16(at + 5) }
    }
    at += 2 + length
  }
  return null
}
