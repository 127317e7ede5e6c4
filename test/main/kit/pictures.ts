/** Picture files in every accepted format, from a real encoder. */
import { Transformer } from '@napi-rs/image'

/** Dark lines on a transparent background, as drawing programs save them. */
function drawing(width: number, height: number): Transformer {
  const pixels = new Uint8Array(width * height * 4)
  for (let at = 0; at < width * height; at++) if ((at % width) % 8 === 0) pixels.set([40, 20, 90, 255], at * 4)
  return Transformer.fromRgbaPixels(pixels, width, height)
}

export const pngOf = (width: number, height: number): Promise<Uint8Array> => drawing(width, height).png()
export const jpegPicture = (width: number, height: number): Promise<Uint8Array> => drawing(width, height).jpeg(80)
export const webpOf = (width: number, height: number): Promise<Uint8Array> => drawing(width, height).webp(80)
export const losslessNow = (width: number, height: number): Uint8Array => drawing(width, height).webpLosslessSync()
export const losslessOf = (width: number, height: number): Promise<Uint8Array> => drawing(width, height).webpLossless()

/** A PNG header that claims any size. */
export function pngSaying(width: number, height: number): Uint8Array {
  const bytes = Buffer.alloc(64) // followed by an empty IDAT and zeros
  bytes.write('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1')
  bytes.writeUInt32BE(width, 16)
  bytes.writeUInt32BE(height, 20)
  bytes.set([8, 6], 24)
  bytes.write('IDAT', 37, 'latin1')
  return new Uint8Array(bytes)
}
