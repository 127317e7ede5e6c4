/** Vector drawings as pictures: paths only, for the library reads no fonts. */
import { Transformer } from '@napi-rs/image'

/** A narrower drawing comes back enlarged (seen with 1.15): the sheet is this wide at least, and cut to size. */
const leastWidth = 1024

/**
 * @param shapes SVG elements in pixels of the picture; our own, never from a file
 * @returns RGBA, 8 bits a channel, not premultiplied, rows from the top
 * @throws RangeError when the library answers with another size
 */
export async function drawn(shapes: string, width: number, height: number): Promise<Uint8Array> {
  const sheet = Math.max(width, leastWidth)
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${sheet}" height="${height}">${shapes}</svg>`
  const pixels = await Transformer.fromSvg(svg).rawPixels()
  if (pixels.length !== sheet * height * 4)
    throw new RangeError(`A drawing of ${sheet} × ${height} has ${pixels.length} bytes`)
  if (sheet === width) return pixels
  const cut = new Uint8Array(width * height * 4)
  for (let row = 0; row < height; row += 1)
    cut.set(pixels.subarray(row * sheet * 4, (row * sheet + width) * 4), row * width * 4)
  return cut
}

/** Draws RGBA over an RGB picture of the same width in place, from its top on. */
export function drawOver(picture: Uint8Array, drawing: Uint8Array): void {
  for (let from = 0, to = 0; from < drawing.length; from += 4, to += 3) {
    const alpha = drawing[from + 3]!
    if (alpha === 0) continue
    for (let channel = 0; channel < 3; channel += 1) {
      const under = picture[to + channel]!
      picture[to + channel] = Math.round(under + ((drawing[from + channel]! - under) * alpha) / 255)
    }
  }
}
