/** Contact sheets: a row per film, a picture per second. For looking, not for measuring. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Transformer } from '@napi-rs/image'
import type { Pictures } from '../../../engine/generate/types.ts'

const gap = 4

/** The middle frame of a chunk. */
export const middle = ({ frames }: Pictures): Uint8Array => frames[frames.length >> 1]!

/**
 * Writes a PNG: one row per film, the middle frame of every chunk, at half size. Rows may differ in length.
 * @param rows films as rows of chunks, all of one picture size
 */
async function writeSheet(path: string, rows: readonly (readonly Pictures[])[]): Promise<void> {
  const { width, height } = rows[0]![0]!
  const w = width >> 1
  const h = height >> 1
  const columns = Math.max(...rows.map((row) => row.length))
  const sheet = { width: columns * (w + gap), height: rows.length * (h + gap) }
  const rgba = new Uint8Array(sheet.width * sheet.height * 4).fill(255)
  for (const [r, row] of rows.entries())
    for (const [c, chunk] of row.entries()) {
      const frame = middle(chunk)
      for (let y = 0; y < h; y++)
        for (let x = 0; x < w; x++)
          for (let channel = 0; channel < 3; channel++) {
            const from = (2 * y * width + 2 * x) * 3 + channel
            const sum = frame[from]! + frame[from + 3]! + frame[from + width * 3]! + frame[from + width * 3 + 3]!
            rgba[((r * (h + gap) + y) * sheet.width + c * (w + gap) + x) * 4 + channel] = sum >> 2
          }
    }
  await writeFile(path, await Transformer.fromRgbaPixels(rgba, sheet.width, sheet.height).png())
}

/** A bench makes more pictures than fit in memory. */
const filmsPerSheet = 12
/** Longer films go on in the next row: a sheet is looked at on a screen. */
const secondsPerRow = 15

/** The sheets of a run, by name; each holds its first films only. */
export class Sheets {
  readonly #films = new Map<string, (readonly Pictures[])[]>()

  add(name: string, film: readonly Pictures[]): void {
    const films = this.#films.get(name) ?? []
    if (films.length === filmsPerSheet) return
    this.#films.set(name, [...films, film.map((chunk) => ({ ...chunk, frames: [middle(chunk)] }))])
  }

  /** Writes NAME.png for every sheet. */
  async write(folder: string): Promise<void> {
    await mkdir(folder, { recursive: true })
    for (const [name, films] of this.#films) {
      const rows = films.flatMap((film) =>
        Array.from({ length: Math.ceil(film.length / secondsPerRow) }, (_, row) =>
          film.slice(row * secondsPerRow, (row + 1) * secondsPerRow)
        )
      )
      await writeSheet(join(folder, `${name}.png`), rows)
    }
  }
}
