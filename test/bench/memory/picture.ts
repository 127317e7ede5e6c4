/** Pictures 72 pixels wide, in which a bench compares places and colours. */
import { readFile } from 'node:fs/promises'
import { Transformer } from '@napi-rs/image'
import type { Pictures } from '../../../engine/generate/types.ts'

/** RGB, 0 … 255, rows from the top, not rounded. */
export interface Small {
  readonly width: number
  readonly height: number
  readonly rgb: Float32Array
}

const smallWidth = 72

/** Means of the pixels of one frame that become one: 4 × 4 of pictures 288 wide. */
export function small({ width, height }: Pictures, frame: Uint8Array): Small {
  const scale = width / smallWidth
  const to = { width: width / scale, height: height / scale }
  const rgb = new Float32Array(to.width * to.height * 3)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let c = 0; c < 3; c++)
        rgb[(Math.floor(y / scale) * to.width + Math.floor(x / scale)) * 3 + c]! +=
          frame[(y * width + x) * 3 + c]! / scale ** 2
  return { ...to, rgb }
}

/** The mean of pictures of one size: what stands still stays, what moves is smeared. */
export function mean(pictures: readonly Small[]): Small {
  const { width, height } = pictures[0]!
  const rgb = new Float32Array(width * height * 3)
  for (const picture of pictures) picture.rgb.forEach((value, i) => (rgb[i]! += value / pictures.length))
  return { width, height, rgb }
}

/** Means of 3 × 3 pixels: as a small model would soften them. */
export function soft({ width, height, rgb }: Small): Small {
  const out = new Float32Array(rgb.length)
  const inside = (value: number, size: number) => Math.min(size - 1, Math.max(0, value))
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let c = 0; c < 3; c++) {
        let sum = 0
        for (let dy = -1; dy <= 1; dy++)
          for (let dx = -1; dx <= 1; dx++) sum += rgb[(inside(y + dy, height) * width + inside(x + dx, width)) * 3 + c]!
        out[(y * width + x) * 3 + c] = sum / 9
      }
  return { width, height, rgb: out }
}

/** Cuts a PNG of equal tiles into its pictures, row by row. */
export async function readTiles(path: string, width: number, height: number): Promise<Small[]> {
  const image = new Transformer(await readFile(path))
  const sheet = image.metadataSync()
  const bytes = image.rawPixelsSync()
  const tiles: Small[] = []
  for (let top = 0; top < sheet.height; top += height)
    for (let left = 0; left < sheet.width; left += width) {
      const rgb = new Float32Array(width * height * 3)
      for (let y = 0; y < height; y++) {
        const from = ((top + y) * sheet.width + left) * 3
        rgb.set(bytes.subarray(from, from + width * 3), y * width * 3)
      }
      tiles.push({ width, height, rgb })
    }
  return tiles
}
