/** Exports with stand-ins for what is not made, and with burnt-in text. */
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { deliveredAs, fitting } from '../../../app/exchange/delivery.ts'
import { cardId } from '../../../app/ids.ts'
import { encodeJpegs } from '../../../engine/decode/jpeg.ts'
import { findFfmpeg, type Ffmpeg } from '../../../main/export/ffmpeg.ts'
import { exportFilmAs } from '../../../main/export/film-as.ts'
import type { FilmExport } from '../../../main/export/film-mp4.ts'
import { mixOf } from '../../../main/export/film-export.ts'
import { noBurnIn, type BurnIn } from '../../../main/export/reel.ts'
import { cornerRows } from '../../../main/export/slate.ts'
import { exportedShots, isStandIn, standInPicture } from '../../../main/export/stand-in.ts'
import { ledgerOf } from '../../../main/production/ledger.ts'
import type { Project } from '../../../main/project/project.ts'
import { freshFolder } from '../kit/fresh-folder.ts'
import { storybookFacts } from '../kit/made.ts'
import {
  exportTo,
  framesPerChunk,
  height,
  madeFilm,
  picture,
  pixelsOf,
  probe,
  psnr,
  width
} from '../kit/moving-picture.ts'

let ffmpeg: Ffmpeg
let folder: string
let project: Project
beforeAll(async () => {
  ffmpeg = await findFfmpeg()
})
beforeEach(() => {
  folder = freshFolder()
  project = madeFilm(join(folder, 'a.throughline'), 4, 2) // two chunks made, two not
  project.edit({ type: 'setText', card: cardId('card-1'), field: 'prompt', text: 'A purple cat.' })
})
afterEach(() => project.close())

const { base } = storybookFacts

function animaticTo(name: string, burn: BurnIn = noBurnIn, delivery = deliveredAs(1)): FilmExport {
  const shots = exportedShots(project, ledgerOf(project, storybookFacts.model), true)
  const chunks = shots.flatMap((shot) => shot.chunks)
  const composed = { burn, base, numbers: chunks.map(() => '12A'), mix: mixOf(shots, base) }
  return exportTo(project, join(folder, name), ffmpeg, { chunks, composed, delivery })
}

const stand = (): Promise<Uint8Array> => {
  const chunk = animaticTo('x').chunks.at(-1)!
  if (!isStandIn(chunk)) throw new Error('the last chunk is made')
  return standInPicture(project, chunk, fitting({ width, height }, deliveredAs(1)), ffmpeg)
}

test('a film half made has its whole length, frame by frame', async () => {
  const slate = await stand()
  for (const name of ['film.mp4', 'film.webm', 'film.mov']) {
    const film = animaticTo(name)
    const format = name.endsWith('mov') ? 'prores' : name.endsWith('mp4') ? 'mp4' : 'webm'
    await exportFilmAs(format, project, film)
    const seen = pixelsOf(film.path)
    const times = format === 'prores' ? 2 : 1 // conformed from 12 to 24 pictures a second
    expect(seen, name).toHaveLength(4 * framesPerChunk * times)
    for (const [n, pixels] of seen.entries()) {
      const at = Math.floor(n / times)
      const meant = at < 2 * framesPerChunk ? picture(at) : slate
      expect(psnr(pixels, meant), `${name}, frame ${n}`).toBeGreaterThan(28)
    }
  }
})

test('single pictures of a slate are exactly what is drawn, also enlarged', async () => {
  const film = animaticTo('pictures')
  await exportFilmAs('png', project, film)
  const last = join(folder, 'pictures', 'frame-000048.png')
  expect(Buffer.from(pixelsOf(last)[0]!).equals(await stand())).toBe(true)
  await exportFilmAs('png', project, animaticTo('large', noBurnIn, deliveredAs(4)))
  expect(probe(join(folder, 'large', 'frame-000048.png'))).toMatchObject({ width: String(width * 4) })
  expect(psnr(pixelsOf(join(folder, 'large', 'frame-000008.png'))[0]!, picture(7))).toBeGreaterThan(30)
})

test('made chunks are cached as ever, stand-ins by what they say', async () => {
  const whole = exportTo(project, join(folder, 'made.mp4'), ffmpeg)
  expect(await exportFilmAs('mp4', project, whole)).toMatchObject({ chunks: 2, reused: 0 })
  const again = () => exportFilmAs('mp4', project, animaticTo('film.mp4'))
  const { chunks, reused } = await again()
  expect(chunks).toBe(4)
  expect(reused).toBeGreaterThanOrEqual(2) // the slate's second chunk is its first, if that is done
  expect(await again()).toMatchObject({ chunks: 4, reused: 4 })
  project.edit({ type: 'setText', card: cardId('card-1'), field: 'prompt', text: 'A green cat.' })
  expect((await again()).reused).toBeLessThan(4)
  const burnt = animaticTo('film.mp4', { number: true, timecode: false })
  expect((await exportFilmAs('mp4', project, burnt)).reused).toBeLessThanOrEqual(1)
})

test('a sketch stands in whole, in the middle', async () => {
  const red = new Uint8Array(40 * 40 * 3).map((_, at) => (at % 3 === 0 ? 220 : 20))
  const [bytes] = await encodeJpegs({ width: 40, height: 40, frames: [red] })
  project.sketch(cardId('card-1'), { type: 'image/jpeg', bytes: bytes! })
  project.edit({ type: 'setText', card: cardId('card-1'), field: 'prompt', text: '' })
  const seen = await stand()
  const at = (x: number, y: number): readonly number[] => [
    ...seen.subarray((y * width + x) * 3, (y * width + x) * 3 + 3)
  ]
  const middle = at(width / 2, height / 2)
  expect(Math.max(Math.abs(middle[0]! - 220), Math.abs(middle[1]! - 20), Math.abs(middle[2]! - 20))).toBeLessThan(8)
  expect(at(2, height - 2)).toEqual([0x1d, 0x1b, 0x18])
  expect(at(width / 2, height - 1)[0]).toBeGreaterThan(200)
})

test('number and timecode are burnt into the top, each frame with its own', async () => {
  await exportFilmAs('png', project, animaticTo('plain'))
  await exportFilmAs('png', project, animaticTo('burnt', { number: true, timecode: true }))
  const read = (name: string, frame: number): Uint8Array =>
    pixelsOf(join(folder, name, `frame-${String(frame).padStart(6, '0')}.png`))[0]!
  const top = cornerRows({ width, height }) * width * 3
  const seen = [1, 2, 3, 14, 40].map((frame) => {
    const [plain, burnt] = [read('plain', frame), read('burnt', frame)]
    expect(Buffer.from(burnt.subarray(top)).equals(plain.subarray(top)), `below, frame ${frame}`).toBe(true)
    expect(Buffer.from(burnt.subarray(0, top)).equals(plain.subarray(0, top)), `top, frame ${frame}`).toBe(false)
    return Buffer.from(burnt.subarray(0, top)).toString('base64')
  })
  expect(new Set(seen).size).toBe(5)
})
