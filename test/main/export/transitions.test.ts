/**
 * Exports with transitions, against filters of ffmpeg as an independent compositor: `fade`, `blend`, `loop` and `overlay` of streams
 * that it cuts, holds and joins itself.
 */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { deliveredAs } from '../../../app/exchange/delivery.ts'
import type { PictureScale } from '../../../app/exchange/formats.ts'
import type { Term } from '../../../app/film/shot-language.ts'
import { cardId } from '../../../app/ids.ts'
import { chunk, displayFrame } from '../../../app/time.ts'
import { findFfmpeg, type Ffmpeg } from '../../../main/export/ffmpeg.ts'
import { exportFilmAs } from '../../../main/export/film-as.ts'
import { mixOf } from '../../../main/export/film-export.ts'
import type { FilmExport } from '../../../main/export/film-mp4.ts'
import { noBurnIn } from '../../../main/export/reel.ts'
import { exportedShots } from '../../../main/export/stand-in.ts'
import { ledgerOf } from '../../../main/production/ledger.ts'
import type { Project } from '../../../main/project/project.ts'
import { freshFolder } from '../kit/fresh-folder.ts'
import { storybookFacts } from '../kit/made.ts'
import {
  exportTo,
  fps,
  framesPerChunk,
  height,
  madeFilm,
  picture,
  pixelsOf,
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
  project = madeFilm(join(folder, 'a.throughline'), 6)
  project.edit({ type: 'splitCard', card: cardId('card-1'), at: chunk(3), id: cardId('card-2') })
})
afterEach(() => project.close())

const { base } = storybookFacts
const frames = 6 * framesPerChunk
/** First frame of the second shot. */
const cut = 3 * framesPerChunk

function setTransition(card: string, value: Term<'transition'>, length: number): void {
  const cards = [cardId(card)]
  project.edit({ type: 'setLanguage', cards, field: 'transition', value })
  project.edit({ type: 'setTransitionLength', cards, length: displayFrame(length) })
}

function exportOf(name: string, scale: PictureScale = 1): FilmExport {
  const shots = exportedShots(project, ledgerOf(project, storybookFacts.model), false)
  const chunks = shots.flatMap((shot) => shot.chunks)
  const composed = { burn: noBurnIn, base, numbers: chunks.map(() => ''), mix: mixOf(shots, base) }
  return exportTo(project, join(folder, name), ffmpeg, { chunks, composed, delivery: deliveredAs(scale) })
}

const size = width * height * 3
const raw = ['-f', 'rawvideo', '-pix_fmt', 'rgb24']
const pixels = (out: Buffer): readonly Uint8Array[] =>
  Array.from({ length: out.length / size }, (_, at) => out.subarray(at * size, (at + 1) * size))

/** The single pictures in a folder, in order. */
const stills = (name: string): readonly Uint8Array[] =>
  pixels(
    execFileSync(ffmpeg.path, ['-v', 'error', '-i', join(folder, name, 'frame-%06d.png'), ...raw, 'pipe:1'], {
      maxBuffer: 1 << 28
    })
  )

const furthest = (one: Uint8Array, other: Uint8Array): number =>
  one.reduce((worst, value, at) => Math.max(worst, Math.abs(value - other[at]!)), 0)

/** What ffmpeg makes of the film's plain pictures. @param graph of filters */
function composited(graph: string): readonly Uint8Array[] {
  const input = Buffer.concat(Array.from({ length: frames }, (_, n) => picture(n)))
  const args = [
    ...['-v', 'error', ...raw, '-video_size', `${width}x${height}`, '-framerate', String(fps), '-i', 'pipe:0'],
    ...['-filter_complex', `[0]format=gbrp,${graph},format=rgb24[out]`, '-map', '[out]', ...raw, 'pipe:1']
  ]
  return pixels(execFileSync(ffmpeg.path, args, { input, maxBuffer: 1 << 28 }))
}

const fades = (out: number, into: number): string =>
  `split[a][b];[a]trim=end_frame=${cut},fade=out:start_frame=${cut - out - 1}:nb_frames=${out}[one];` +
  `[b]trim=start_frame=${cut},setpts=PTS-STARTPTS,fade=in:start_frame=0:nb_frames=${into}[two];[one][two]concat`

/** Before and after the cut: shares of `length + 1`, between a first shot that stands still at its end and a second that waits. */
const dissolve = (length: number): string => {
  const first = cut - Math.floor(length / 2)
  const share = `clip((round(T*${fps})+1-${first})/${length + 1},0,1)`
  return (
    `split[a][b];[a]trim=end_frame=${cut},tpad=stop_mode=clone:stop=${frames - cut}[one];` +
    `[b]trim=start_frame=${cut},setpts=PTS-STARTPTS,tpad=start_mode=clone:start=${cut}[two];` +
    `[one][two]blend=all_expr='round(A*(1-${share})+B*${share})'`
  )
}

const hold = (length: number): string =>
  `split[a][b];[a]trim=end_frame=${cut - length + 1},tpad=stop_mode=clone:stop=${length - 1}[one];` +
  `[b]trim=start_frame=${cut},setpts=PTS-STARTPTS[two];[one][two]concat`

const cases = [
  ['dissolve', 7, dissolve(7)],
  ['dissolve', 12, dissolve(12)],
  ['fade', 12, fades(6, 6)],
  [
    'fadeOut',
    9,
    `split[a][b];[a]trim=end_frame=${cut},fade=out:start_frame=${cut - 10}:nb_frames=9[one];[b]trim=start_frame=${cut},setpts=PTS-STARTPTS[two];[one][two]concat`
  ],
  ['hold', 10, hold(10)]
] as const

test.each(cases)('%s over %s frames is what ffmpeg composites, frame by frame', async (transition, length, graph) => {
  setTransition('card-1', transition, length)
  await exportFilmAs('png', project, exportOf('pictures'))
  const [all, meant] = [stills('pictures'), composited(graph)]
  expect([all.length, meant.length]).toEqual([frames, frames])
  let changed = 0
  for (const [n, seen] of all.entries()) {
    expect(furthest(seen, meant[n]!), `frame ${n}`).toBeLessThanOrEqual(1) // its filters round each in their own way
    if (!Buffer.from(seen).equals(picture(n))) changed += 1
  }
  expect(changed).toBeGreaterThan(length - 3)
})

test('a film that comes from black begins with it', async () => {
  setTransition('card-1', 'fadeIn', 6)
  await exportFilmAs('png', project, exportOf('pictures'))
  const meant = composited('fade=in:start_frame=0:nb_frames=6')
  for (const [n, seen] of stills('pictures').entries())
    expect(furthest(seen, meant[n]!), `frame ${n}`).toBeLessThanOrEqual(1)
})

test('an MP4 has every frame, and only chunks with a transition are encoded anew', async () => {
  expect(await exportFilmAs('mp4', project, exportOf('film.mp4'))).toEqual({ chunks: 6, reused: 0, kept: 6 })
  setTransition('card-1', 'dissolve', 6)
  const meant = composited(dissolve(6))
  for (const scale of [1, 2] as const) {
    const film = exportOf('film.mp4', scale)
    expect(await exportFilmAs('mp4', project, film)).toMatchObject({ reused: scale === 1 ? 4 : 0 })
    const seen = pixelsOf(film.path)
    expect(seen).toHaveLength(frames)
    for (const [n, frame] of seen.entries()) expect(psnr(frame, meant[n]!), `frame ${n}`).toBeGreaterThan(30)
  }
  expect(await exportFilmAs('mp4', project, exportOf('film.mp4'))).toMatchObject({ reused: 6 })
  setTransition('card-1', 'dissolve', 4)
  expect(await exportFilmAs('mp4', project, exportOf('film.mp4'))).toMatchObject({ reused: 4 })
})
