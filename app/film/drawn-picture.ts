/**
 * The picture of a drawn sketch: a WebP that also holds its strokes, and the picture they were drawn over, in chunks of its own
 * (RFC 9649, 2.7.1.6: readers skip unknown chunks). So they are kept, copied, checked and undone as one with the picture.
 */
import { Failure } from '../base/failure.ts'
import { parseDrawing, printDrawing, type Drawing } from './drawing.ts'
import { isSketch, pictureHead } from './picture.ts'

/** What lies in a drawn sketch. */
export interface DrawnSketch {
  readonly drawing: Drawing
  /** A sketch that was brought in and drawn over; null: none. */
  readonly under: Uint8Array<ArrayBuffer> | null
}

interface Chunk {
  readonly name: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

const strokesName = 'tlST'
const underName = 'tlUN'
const headBytes = 12 // RIFF, size, WEBP

/**
 * Puts strokes into their picture.
 * @param picture a WebP of the drawing, without alpha, as a browser encodes it
 * @throws Failure `sketch.full` when a film could not keep the result
 */
export function drawnPicture(picture: Uint8Array, { drawing, under }: DrawnSketch): Uint8Array<ArrayBuffer> {
  const { width, height } = pictureHead(picture)!
  const plain = chunksOf(picture)
  const size = new Uint8Array(10)
  const view = new DataView(size.buffer)
  view.setUint32(4, width - 1, true) // 24 bits each; the sides are small
  view.setUint16(7, height - 1, true)
  const made = riff([
    ...(plain[0]?.name === 'VP8X' ? [] : [{ name: 'VP8X', bytes: size }]),
    ...plain,
    { name: strokesName, bytes: printDrawing(drawing) },
    ...(under === null ? [] : [{ name: underName, bytes: under }])
  ])
  if (!isSketch(made)) throw full()
  return made
}

/** @returns null for a picture without strokes: it was brought in. @throws Failure `sketch.strokes` */
export function drawnIn(picture: Uint8Array): DrawnSketch | null {
  if (pictureHead(picture)?.type !== 'image/webp') return null
  const chunks = chunksOf(picture)
  const strokes = chunks.find(({ name }) => name === strokesName)
  if (!strokes) return null
  const under = chunks.find(({ name }) => name === underName)?.bytes ?? null
  return { drawing: parseDrawing(strokes.bytes), under: under && isSketch(under) ? under : null }
}

export const full = (): Failure =>
  new Failure('sketch.full', 'This sketch holds no more strokes.', 'Undo some, or bring in the sketch as a picture.')

/** The chunks of a WebP, up to where its bytes end. */
function chunksOf(webp: Uint8Array): readonly Chunk[] {
  const view = new DataView(webp.buffer, webp.byteOffset, webp.byteLength)
  const end = Math.min(webp.length, view.getUint32(4, true) + 8)
  const found: Chunk[] = []
  for (let at = headBytes; at + 8 <= end;) {
    const length = view.getUint32(at + 4, true)
    if (at + 8 + length > end) break
    const name = String.fromCharCode(...webp.subarray(at, at + 4))
    found.push({ name, bytes: webp.slice(at + 8, at + 8 + length) })
    at += 8 + length + (length & 1)
  }
  return found
}

function riff(chunks: readonly Chunk[]): Uint8Array<ArrayBuffer> {
  const size = chunks.reduce((sum, { bytes }) => sum + 8 + bytes.length + (bytes.length & 1), headBytes)
  const made = new Uint8Array(size)
  const view = new DataView(made.buffer)
  const say = (at: number, text: string): void =>
    [...text].forEach((letter, index) => view.setUint8(at + index, letter.charCodeAt(0)))
  say(0, 'RIFF')
  view.setUint32(4, size - 8, true)
  say(8, 'WEBP')
  let at = headBytes
  for (const { name, bytes } of chunks) {
    say(at, name)
    view.setUint32(at + 4, bytes.length, true)
    made.set(bytes, at + 8)
    at += 8 + bytes.length + (bytes.length & 1)
  }
  return made
}
