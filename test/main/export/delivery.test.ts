/** Exports in sizes of delivery, against ffmpeg's own fitting (`force_original_aspect_ratio`, `pad`, `crop`) as an independent one. */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { deliveredAs, deliverySizes, type Delivery } from '../../../app/exchange/delivery.ts'
import type { PictureFormat } from '../../../app/exchange/formats.ts'
import { findFfmpeg, type Ffmpeg } from '../../../main/export/ffmpeg.ts'
import { exportFilmAs } from '../../../main/export/film-as.ts'
import { mixOf } from '../../../main/export/film-export.ts'
import { cornerRows } from '../../../main/export/slate.ts'
import { exportedShots } from '../../../main/export/stand-in.ts'
import { ledgerOf } from '../../../main/production/ledger.ts'
import type { Project } from '../../../main/project/project.ts'
import { freshFolder } from '../kit/fresh-folder.ts'
import { storybookFacts } from '../kit/made.ts'
import { exportTo, fps, height, madeFilm, picture, probe, psnr, width } from '../kit/moving-picture.ts'

let ffmpeg: Ffmpeg
let folder: string
let project: Project
beforeAll(async () => {
  ffmpeg = await findFfmpeg()
})
beforeEach(() => {
  folder = freshFolder()
  project = madeFilm(join(folder, 'a.throughline'), 2, 1) // a chunk made, one not
})
afterEach(() => project.close())

const raw = ['-f', 'rawvideo', '-pix_fmt', 'rgb24'] as const
const run = (args: readonly string[], size: { width: number; height: number }, input?: Uint8Array): Uint8Array[] => {
  const out = execFileSync(ffmpeg.path, ['-v', 'error', ...args, ...raw, 'pipe:1'], { input, maxBuffer: 1 << 30 })
  const bytes = size.width * size.height * 3
  expect(out.length % bytes).toBe(0)
  return Array.from({ length: out.length / bytes }, (_, at) => out.subarray(at * bytes, (at + 1) * bytes))
}
const first = Array.from({ length: 12 }, (_, frame) => picture(frame))
/** ffmpeg's own way to the size. */
const meantBy = (filter: string, size: { width: number; height: number }): Uint8Array[] =>
  run(
    [...raw, '-video_size', `${width}x${height}`, '-framerate', String(fps), '-i', 'pipe:0', '-vf', filter],
    size,
    Buffer.concat(first)
  )

const exact = 'accurate_rnd+full_chroma_int+full_chroma_inp'
const named = { lanczos: 'lanczos', bicubic: 'bicubic', nearest: 'neighbor' } as const
function filterFor({ size, fit, at, enlarge }: Delivery): string {
  if (typeof size === 'number') return `scale=iw*${size}:ih*${size}:flags=${named[enlarge]}+${exact}`
  const { width: w, height: h } = size
  const how = `flags=${named[enlarge]}+${exact}:force_divisible_by=2`
  return fit === 'bars'
    ? `scale=${w}:${h}:force_original_aspect_ratio=decrease:${how},pad=${w}:${h}:2*floor((ow-iw)/4):2*floor((oh-ih)/4)`
    : `scale=${w}:${h}:force_original_aspect_ratio=increase:${how},crop=${w}:${h}:2*round((iw-ow)*${at.x}/2):2*round((ih-oh)*${at.y}/2)`
}

const cases: readonly (readonly [string, Delivery])[] = [
  ['720p with bars', deliveredAs(deliverySizes['720p'])],
  ['1080p cropped', { ...deliveredAs(deliverySizes['1080p']), fit: 'crop' }],
  ['square, cropped at its left', { ...deliveredAs(deliverySizes.square), fit: 'crop', at: { x: 0.1, y: 0.5 } }],
  ['upright with bars, soft', { ...deliveredAs(deliverySizes.upright), enlarge: 'bicubic' }],
  ['upright, cropped at its right', { ...deliveredAs(deliverySizes.upright), fit: 'crop', at: { x: 1, y: 0 } }],
  ['an odd shape, pixel by pixel', { ...deliveredAs({ width: 334, height: 98 }), enlarge: 'nearest' }],
  ['smaller than the model’s', { ...deliveredAs({ width: 66, height: 64 }), fit: 'crop', at: { x: 0.33, y: 0.5 } }],
  ['twice, pixel by pixel', { ...deliveredAs(2), enlarge: 'nearest' }]
]
const sizeOf = ({ size }: Delivery) =>
  typeof size === 'number' ? { width: width * size, height: height * size } : size

test.each(cases)('single pictures %s are what ffmpeg fits, byte by byte', async (_, delivery) => {
  await exportFilmAs('png', project, exportTo(project, join(folder, 'pictures'), ffmpeg, { delivery }))
  const seen = run(['-i', join(folder, 'pictures', 'frame-%06d.png')], sizeOf(delivery))
  const meant = meantBy(filterFor(delivery), sizeOf(delivery))
  expect([seen.length, meant.length]).toEqual([12, 12])
  for (const [n, pixels] of seen.entries())
    expect(Buffer.from(pixels).equals(Buffer.from(meant[n]!)), `frame ${n}`).toBe(true)
})

test.each(['mp4', 'webm', 'gif', 'prores', 'dnxhr'] as const)(
  '%s has the size, square pixels and every frame',
  async (format: PictureFormat) => {
    for (const fit of ['bars', 'crop'] as const) {
      const delivery: Delivery = { ...deliveredAs({ width: 480, height: 480 }), fit, at: { x: 0.2, y: 0.5 } }
      const name = format === 'prores' || format === 'dnxhr' ? 'film.mov' : `film.${format}`
      const film = exportTo(project, join(folder, name), ffmpeg, { delivery })
      await exportFilmAs(format, project, film)
      const found = probe(film.path)
      expect(found).toMatchObject({ width: '480', height: '480' })
      expect(['1:1', 'N/A']).toContain(found['sample_aspect_ratio'])
      const meant = meantBy(filterFor(delivery), delivery.size as { width: number; height: number })
      const seen = run(['-i', film.path], delivery.size as { width: number; height: number })
      const times = name === 'film.mov' ? 2 : 1 // conformed from 12 to 24 pictures a second
      expect(seen).toHaveLength(12 * times)
      for (const [n, pixels] of seen.entries())
        expect(psnr(pixels, meant[Math.floor(n / times)]!), `${fit}, frame ${n}`).toBeGreaterThan(28)
    }
  }
)

test('burnt-in text is drawn at the size of delivery, over bars as well', async () => {
  const shots = exportedShots(project, ledgerOf(project, storybookFacts.model), true)
  const chunks = shots.flatMap((shot) => shot.chunks)
  const size = deliverySizes.upright
  const order = (burn: boolean) => ({
    ...{ chunks, delivery: deliveredAs(size) },
    composed: {
      ...{ burn: { number: burn, timecode: burn }, base: storybookFacts.base },
      ...{ numbers: chunks.map(() => '12A'), mix: mixOf(shots, storybookFacts.base) }
    }
  })
  for (const burn of [true, false])
    await exportFilmAs('png', project, exportTo(project, join(folder, String(burn)), ffmpeg, order(burn)))
  const read = (name: string) => run(['-i', join(folder, name, 'frame-%06d.png')], size)
  const [burnt, plain] = [read('true'), read('false')]
  const meant = meantBy(filterFor(deliveredAs(size)), size)
  const top = cornerRows(size) * size.width * 3
  for (const n of [0, 11]) {
    expect(Buffer.from(plain[n]!).equals(Buffer.from(meant[n]!)), `frame ${n}`).toBe(true)
    expect(Buffer.from(burnt[n]!.subarray(top)).equals(Buffer.from(meant[n]!.subarray(top))), `below, ${n}`).toBe(true)
  }
  // Letters are sharp: of what is brighter than their ground, most is the letters' own colour.
  const bright = burnt[0]!
    .subarray(0, top)
    .filter((_, at) => at % 3 === 0)
    .filter((red) => red > 60)
  expect(bright.length).toBeGreaterThan(2000)
  expect(bright.filter((red) => red === 0xee).length / bright.length).toBeGreaterThan(0.6)
  expect(Buffer.from(plain[12]!.subarray(0, 3))).toEqual(Buffer.of(0x1d, 0x1b, 0x18)) // a slate fills the size
})
