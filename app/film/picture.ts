/**
 * What the head of a picture file says of it, read without decoding anything: whether it is one, and how large it would
 * become. A small file can be a picture of a billion points, so this is asked before any decoder sees it.
 */
import { limits } from './limits.ts'

export const pictureTypes = ['image/png', 'image/jpeg', 'image/webp'] as const
export type PictureType = (typeof pictureTypes)[number]

export interface PictureHead {
  readonly type: PictureType
  /** In points, before a camera's orientation is applied. */
  readonly width: number
  readonly height: number
}

/** Null when the bytes are no PNG, JPEG or WebP, or say no size. */
export function pictureHead(bytes: Uint8Array): PictureHead | null {
  const head = png(bytes) ?? webp(bytes) ?? jpeg(bytes)
  return head !== null && head.width > 0 && head.height > 0 ? head : null
}

/** Whether a picture may be kept in a film as a sketch: of a known type, and no larger than the studio makes them. */
export function isSketch(bytes: Uint8Array): boolean {
  const head = bytes.length <= limits.sketchBytes ? pictureHead(bytes) : null
  return head !== null && Math.max(head.width, head.height) <= limits.sketchSide
}

const view = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
const says = (bytes: Uint8Array, at: number, text: string): boolean =>
  [...text].every((letter, index) => bytes[at + index] === letter.charCodeAt(0))

/** PNG specification, 5.2 and 11.2.2: the signature, then the chunk IHDR. */
function png(bytes: Uint8Array): PictureHead | null {
  if (bytes.length < 33 || !says(bytes, 0, '\x89PNG\r\n\x1a\n') || !says(bytes, 12, 'IHDR')) return null
  return { type: 'image/png', width: view(bytes).getUint32(16), height: view(bytes).getUint32(20) }
}

/** RFC 9649, 2.4 to 2.7: RIFF, then a chunk that is lossy (RFC 6386, 9.1), lossless, or extended. */
function webp(bytes: Uint8Array): PictureHead | null {
  if (bytes.length < 30 || !says(bytes, 0, 'RIFF') || !says(bytes, 8, 'WEBP')) return null
  const data = view(bytes)
  const three = (at: number): number => data.getUint16(at, true) + (bytes[at + 2]! << 16)
  if (says(bytes, 12, 'VP8X')) return { type: 'image/webp', width: three(24) + 1, height: three(27) + 1 }
  if (says(bytes, 12, 'VP8 ') && says(bytes, 23, '\x9d\x01\x2a')) {
    const side = (at: number): number => data.getUint16(at, true) & 0x3fff
    return { type: 'image/webp', width: side(26), height: side(28) }
  }
  if (!says(bytes, 12, 'VP8L') || bytes[20] !== 0x2f) return null
  const sides = data.getUint32(21, true)
  return { type: 'image/webp', width: (sides & 0x3fff) + 1, height: ((sides >>> 14) & 0x3fff) + 1 }
}

/** ITU-T T.81, B.1 and B.2: marker segments up to the frame header, which has the sizes. */
function jpeg(bytes: Uint8Array): PictureHead | null {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return null
  for (let at = 2; at + 9 <= bytes.length && bytes[at] === 0xff;) {
    const marker = bytes[at + 1]!
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) {
      return { type: 'image/jpeg', width: view(bytes).getUint16(at + 7), height: view(bytes).getUint16(at + 5) }
    }
    at += marker === 0xff ? 1 : 2 + Math.max(2, view(bytes).getUint16(at + 2)) // a marker may be filled up with 0xff
  }
  return null
}
