/** Enlarged exports: their size, their pictures, and the cache. */
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { deliveredAs } from '../../../app/exchange/delivery.ts'
import { pictureScales, type PictureScale } from '../../../app/exchange/formats.ts'
import { findFfmpeg, type Ffmpeg } from '../../../main/export/ffmpeg.ts'
import { exportFilmAs } from '../../../main/export/film-as.ts'
import type { FilmExport } from '../../../main/export/film-mp4.ts'
import type { Project } from '../../../main/project/project.ts'
import { freshFolder } from '../kit/fresh-folder.ts'
import { exportTo, height, madeFilm, picture, pixelsOf, probe, psnr, width } from '../kit/moving-picture.ts'

let ffmpeg: Ffmpeg
let folder: string
let project: Project
beforeAll(async () => {
  ffmpeg = await findFfmpeg()
})
beforeEach(() => {
  folder = freshFolder()
  project = madeFilm(join(folder, 'a.throughline'), 2)
})
afterEach(() => project.close())

const exportOf = (name: string, scale: PictureScale): FilmExport =>
  exportTo(project, join(folder, name), ffmpeg, { delivery: deliveredAs(scale) })

/** The lowest PSNR of all pictures of a film, scaled down again, against the original pictures. */
const worst = (path: string): number => Math.min(...pixelsOf(path).map((pixels, frame) => psnr(pixels, picture(frame))))

test.each(['mp4', 'webm', 'gif'] as const)('%s at every size has the same pictures, larger', async (format) => {
  for (const scale of pictureScales) {
    const film = exportOf(`film.${format}`, scale)
    await exportFilmAs(format, project, film)
    expect(probe(film.path), `${scale}×`).toMatchObject({
      width: String(width * scale),
      height: String(height * scale),
      nb_read_frames: '24'
    })
    if (format !== 'gif') expect(probe(film.path)).toMatchObject({ color_space: 'bt709', pix_fmt: 'yuv420p' })
    expect(worst(film.path), `${scale}×`).toBeGreaterThan(30)
  }
})

test('single pictures are enlarged, or left exactly as they are', async () => {
  await exportFilmAs('png', project, exportOf('original', 1))
  await exportFilmAs('png', project, exportOf('double', 2))
  const [original, double] = ['original', 'double'].map((name) => join(folder, name, 'frame-000008.png')) as [
    string,
    string
  ]
  expect(Buffer.from(pixelsOf(original)[0]!).equals(picture(7))).toBe(true)
  expect(probe(double)).toMatchObject({ width: String(width * 2), height: String(height * 2) })
  expect(psnr(pixelsOf(double)[0]!, picture(7))).toBeGreaterThan(30)
  expect(readdirSync(join(folder, 'double'))).toHaveLength(24)
})

test('chunks of every size are cached side by side', async () => {
  const first = new Map<PictureScale, Buffer>()
  for (const scale of pictureScales) {
    const film = exportOf('film.mp4', scale)
    expect(await exportFilmAs('mp4', project, film)).toEqual({ chunks: 2, reused: 0, kept: 2 })
    first.set(scale, readFileSync(film.path))
  }
  for (const scale of pictureScales) {
    const film = exportOf('film.mp4', scale)
    expect(await exportFilmAs('mp4', project, film)).toEqual({ chunks: 2, reused: 2, kept: 2 })
    expect(readFileSync(film.path).equals(first.get(scale)!)).toBe(true)
  }
})
