/** Title cards in exports, against ffmpeg as an independent compositor: plain grounds, `concat`, `fade` and `blend`. */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { deliverySizes } from '../../../app/exchange/delivery.ts'
import { parseShotList } from '../../../app/exchange/parse-shots.ts'
import { printShotList } from '../../../app/exchange/print-shots.ts'
import { newCard } from '../../../app/film/film.ts'
import { usualTitle, type TitleCard } from '../../../app/film/title-card.ts'
import { cardId } from '../../../app/ids.ts'
import { chunk, displayFrame } from '../../../app/time.ts'
import { findFfmpeg, type Ffmpeg } from '../../../main/export/ffmpeg.ts'
import { exportFilmAs } from '../../../main/export/film-as.ts'
import { mixOf } from '../../../main/export/film-export.ts'
import { noBurnIn } from '../../../main/export/reel.ts'
import { exportedShots } from '../../../main/export/stand-in.ts'
import { titlePixels } from '../../../main/export/title-card.ts'
import { ledgerOf } from '../../../main/production/ledger.ts'
import type { Project } from '../../../main/project/project.ts'
import { freshFolder } from '../kit/fresh-folder.ts'
import { storybookFacts } from '../kit/made.ts'
import { exportTo, fps, height, madeFilm, picture, pixelsOf, width } from '../kit/moving-picture.ts'

let ffmpeg: Ffmpeg
let folder: string
let project: Project
beforeAll(async () => {
  ffmpeg = await findFfmpeg()
})
beforeEach(() => {
  folder = freshFolder()
  project = madeFilm(join(folder, 'a.throughline'), 2)
  project.edit({ type: 'splitCard', card: cardId('card-1'), at: chunk(1), id: cardId('card-2') })
})
afterEach(() => project.close())

/** Puts a title card of one chunk between the two shots. */
function addTitle(prompt: string, titleCard: TitleCard = usualTitle): void {
  const card = newCard(cardId('title'), { prompt, titleCard, length: chunk(1) })
  project.edit({ type: 'addCards', at: 1, cards: [card] })
}

const { base, model } = storybookFacts
async function exported(name: string): Promise<readonly Uint8Array[]> {
  const shots = exportedShots(project, ledgerOf(project, model), false)
  const chunks = shots.flatMap((shot) => shot.chunks)
  const composed = { burn: noBurnIn, base, numbers: chunks.map(() => ''), mix: mixOf(shots, base) }
  await exportFilmAs('png', project, exportTo(project, join(folder, name), ffmpeg, { chunks, composed }))
  return framesOf(['-i', join(folder, name, 'frame-%06d.png')], { width, height })
}

const raw = ['-f', 'rawvideo', '-pix_fmt', 'rgb24'] as const
function framesOf(args: readonly string[], size: { width: number; height: number }, input?: Uint8Array): Uint8Array[] {
  const out = execFileSync(ffmpeg.path, ['-v', 'error', ...args, ...raw, 'pipe:1'], { input, maxBuffer: 1 << 30 })
  const bytes = size.width * size.height * 3
  return Array.from({ length: out.length / bytes }, (_, at) => out.subarray(at * bytes, (at + 1) * bytes))
}

/** What ffmpeg composes of the two shots and a plain ground between them. @param title filters of the ground */
function composited(colour: string, title = 'null'): readonly Uint8Array[] {
  const input = Buffer.concat(Array.from({ length: 24 }, (_, n) => picture(n)))
  const graph =
    `[0]format=gbrp,split[a][b];[a]trim=end_frame=12[one];[b]trim=start_frame=12,setpts=PTS-STARTPTS[two];` +
    `color=0x${colour}:size=${width}x${height}:rate=${fps},format=gbrp,trim=end_frame=12,${title}[title];` +
    `[one][title][two]concat=n=3,format=rgb24[out]`
  const source = [...raw, '-video_size', `${width}x${height}`, '-framerate', String(fps), '-i', 'pipe:0']
  return framesOf([...source, '-filter_complex', graph, '-map', '[out]'], { width, height }, input)
}
const furthest = (one: Uint8Array, other: Uint8Array): number =>
  one.reduce((worst, value, at) => Math.max(worst, Math.abs(value - other[at]!)), 0)

test('a title card lies between the shots for exactly its frames', async () => {
  addTitle('', { ground: '#26354f', size: 'large' })
  const [seen, meant] = [await exported('plain'), composited('26354f')]
  expect([seen.length, meant.length]).toEqual([36, 36])
  for (const [n, pixels] of seen.entries()) expect(furthest(pixels, meant[n]!), `frame ${n}`).toBe(0)
  project.edit({ type: 'setText', card: cardId('title'), field: 'prompt', text: 'One year later' })
  for (const [n, pixels] of (await exported('words')).entries())
    expect(furthest(pixels, meant[n]!) > 100, `frame ${n}`).toBe(n >= 12 && n < 24)
})

test('its transitions are those of a shot', async () => {
  addTitle('', { ground: '#ffffff', size: 'medium' })
  const cards = [cardId('title')]
  project.edit({ type: 'setLanguage', cards, field: 'transition', value: 'fadeOut' })
  project.edit({ type: 'setTransitionLength', cards, length: displayFrame(6) })
  const meant = composited('ffffff', 'fade=out:start_frame=5:nb_frames=6')
  for (const [n, pixels] of (await exported('faded')).entries())
    expect(furthest(pixels, meant[n]!), `frame ${n}`).toBeLessThanOrEqual(1)
})

test('its words are in the middle, whole, sharp at the size of delivery', async () => {
  const words = 'The cat came back.\n\nOne year later, in another country, with hats'
  for (const size of [deliverySizes.upright, { width: 640, height: 360 }]) {
    const title = await titlePixels(words, { ground: '#ffffff', size: 'large' }, size)
    const dark: { x: number; y: number }[] = []
    for (let at = 0; at < title.length; at += 3)
      if (title[at]! < 128) dark.push({ x: (at / 3) % size.width, y: Math.floor(at / 3 / size.width) })
    const [xs, ys] = [dark.map(({ x }) => x), dark.map(({ y }) => y)]
    const [left, right] = [xs.reduce((a, b) => Math.min(a, b)), xs.reduce((a, b) => Math.max(a, b))]
    const [top, bottom] = [ys.reduce((a, b) => Math.min(a, b)), ys.reduce((a, b) => Math.max(a, b))]
    expect(Math.abs(left + right - size.width)).toBeLessThan(size.width * 0.03)
    expect(Math.abs(top + bottom - size.height)).toBeLessThan(size.height * 0.06)
    expect([left > size.width * 0.07, bottom < size.height * 0.95]).toEqual([true, true])
    const greys = title.filter((value, at) => at % 3 === 0 && value > 0 && value < 255).length
    expect(greys / dark.length).toBeLessThan(0.6)
  }
})

test('a film of nothing but a title card is a film', async () => {
  project.edit({ type: 'removeCards', cards: [cardId('card-1'), cardId('card-2')] })
  const card = newCard(cardId('title'), { prompt: 'Fin', titleCard: usualTitle, length: chunk(1) })
  project.edit({ type: 'addCards', at: 0, cards: [card] })
  const shots = exportedShots(project, ledgerOf(project, model), false)
  const chunks = shots.flatMap((shot) => shot.chunks)
  const composed = { burn: noBurnIn, base, numbers: [''], mix: mixOf(shots, base) }
  const film = exportTo(project, join(folder, 'fin.mp4'), ffmpeg, { chunks, composed })
  await exportFilmAs('mp4', project, film)
  expect(pixelsOf(film.path)).toHaveLength(12)
})

test('a shot list brings title cards back', () => {
  addTitle('One year later', { ground: '#ffffff', size: 'small' })
  const text = printShotList(project.film, base)
  expect(text).toContain('(1 s, title card #ffffff small)\nOne year later')
  const again = parseShotList(text, base, String).film!.cards[1]
  expect(again).toMatchObject({ prompt: 'One year later', titleCard: { ground: '#ffffff', size: 'small' } })
})
