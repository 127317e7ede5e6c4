/** Sharpness, chroma and flicker of full-size pictures; the same formulas as truth/make.py. */
import type { Pictures } from '../../../engine/generate/types.ts'

/** Brightness, 0 … 255, of every pixel. */
function brightness(rgb: Uint8Array): Float32Array {
  const y = new Float32Array(rgb.length / 3)
  for (let i = 0; i < y.length; i++) y[i] = 0.299 * rgb[3 * i]! + 0.587 * rgb[3 * i + 1]! + 0.114 * rgb[3 * i + 2]!
  return y
}

/** Gradient energy of a frame: mean squared step of brightness to the right plus mean squared step down. */
export function sharpness({ width, height }: Pick<Pictures, 'width' | 'height'>, frame: Uint8Array): number {
  const y = brightness(frame)
  let right = 0
  let down = 0
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++) {
      const at = row * width + column
      if (column + 1 < width) right += (y[at + 1]! - y[at]!) ** 2
      if (row + 1 < height) down += (y[at + width]! - y[at]!) ** 2
    }
  return right / ((width - 1) * height) + down / (width * (height - 1))
}

/** Mean of max(r, g, b) - min(r, g, b): 0 is grey. */
export function chroma(frame: Uint8Array): number {
  let sum = 0
  for (let i = 0; i < frame.length; i += 3) {
    const [r, g, b] = [frame[i]!, frame[i + 1]!, frame[i + 2]!]
    sum += Math.max(r, g, b) - Math.min(r, g, b)
  }
  return (sum * 3) / frame.length
}

/** Mean absolute change of brightness from one frame to the next, in levels. */
export function change(before: Uint8Array, after: Uint8Array): number {
  const [a, b] = [brightness(before), brightness(after)]
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += Math.abs(a[i]! - b[i]!)
  return sum / a.length
}
