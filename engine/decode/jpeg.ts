/**
 * Pictures as JPEG, as the project file keeps them: baseline, colour at full resolution (4:4:4). Encoding runs on the
 * process's pool of threads, all pictures at once, beside the JavaScript thread.
 */
import { Transformer } from '@napi-rs/image'

/** Raw pictures: RGB, 8 bits a channel, rows from the top, width · height · 3 bytes each. */
export interface RawPictures {
  readonly width: number
  readonly height: number
  readonly frames: readonly Uint8Array[]
}

/** Over 45 dB on cartoon pictures at about a twentieth of the raw size: the difference is not visible. */
const quality = 93

/**
 * One JPEG per frame, in order. Repeated frames (the same array) are encoded once.
 * @throws RangeError when a frame has the wrong size
 */
export function encodeJpegs(pictures: RawPictures): Promise<Uint8Array[]> {
  const encoded = new Map<Uint8Array, Promise<Uint8Array>>()
  for (const frame of new Set(pictures.frames)) encoded.set(frame, imageOf(frame, pictures).jpeg(quality))
  return Promise.all(pictures.frames.map((frame) => encoded.get(frame)!))
}

/** The library takes RGBA. */
function imageOf(rgb: Uint8Array, { width, height }: RawPictures): Transformer {
  const pixels = width * height
  if (rgb.length !== pixels * 3)
    throw new RangeError(`A picture of ${width} × ${height} has ${pixels * 3} bytes, not ${rgb.length}`)
  const rgba = new Uint8Array(pixels * 4).fill(255)
  for (let from = 0, to = 0; from < rgb.length; from += 3, to += 4) {
    rgba[to] = rgb[from]!
    rgba[to + 1] = rgb[from + 1]!
    rgba[to + 2] = rgb[from + 2]!
  }
  return Transformer.fromRgbaPixels(rgba, width, height)
}
