/** Pictures made for tests, of which everything is known. */
import type { Pictures } from '../../../engine/generate/types.ts'
import type { Small } from './picture.ts'

/** A chunk of twelve equal frames that shows a small picture four times as large. */
export function still({ width, height, rgb }: Small): Pictures {
  const [w, h] = [width * 4, height * 4]
  const frame = new Uint8Array(w * h * 3)
  for (let y = 0; y < h; y++)
    for (let x = 0; x < w; x++) {
      const from = ((y >> 2) * width + (x >> 2)) * 3
      frame.set([rgb[from]!, rgb[from + 1]!, rgb[from + 2]!], (y * w + x) * 3)
    }
  return { width: w, height: h, frames: Array.from({ length: 12 }, () => frame) }
}

/** The picture with a block of one colour on it, where a character would stand. */
export function withBlock(picture: Small, [r, g, b]: readonly [number, number, number], left: number): Small {
  const rgb = picture.rgb.slice()
  for (let y = 24; y < 34; y++) for (let x = left; x < left + 10; x++) rgb.set([r, g, b], (y * picture.width + x) * 3)
  return { ...picture, rgb }
}
