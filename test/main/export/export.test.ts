import { mkdirSync, readFileSync, readdirSync, utimesSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import Database from 'better-sqlite3'
import { beforeAll, describe, expect, test } from 'vitest'
import { partialPath } from '../../../engine/files/partial.ts'
import { findFfmpeg, type Ffmpeg } from '../../../main/export/ffmpeg.ts'
import { filmChunks } from '../../../main/export/film-chunks.ts'
import { exportFilmMp4, type FilmExport } from '../../../main/export/film-mp4.ts'
import { exportFilmStills } from '../../../main/export/film-stills.ts'
import { exportFilmVideo } from '../../../main/export/film-video.ts'
import type { Project } from '../../../main/project/project.ts'
import { ledgerOf } from '../../../main/production/ledger.ts'
import { encodeMp4 } from '../kit/encode.ts'
import { freshFolder } from '../kit/fresh-folder.ts'
import { noLookBack, storybookFacts } from '../kit/made.ts'
import {
  exportTo,
  fps,
  framesPerChunk,
  height,
  latentBytes,
  madeFilm,
  picture,
  pixelsOf,
  probe,
  psnr,
  width,
  pictures,
  shape
} from '../kit/moving-picture.ts'

let ffmpeg: Ffmpeg
beforeAll(async () => {
  ffmpeg = await findFfmpeg()
})

const exportOf = (project: Project, path: string, more: Partial<FilmExport> = {}): FilmExport =>
  exportTo(project, path, ffmpeg, more)

/** The order of an MP4's top-level boxes. */
function boxes(path: string): string[] {
  const bytes = readFileSync(path)
  const names: string[] = []
  for (let at = 0; at < bytes.length; at += bytes.readUInt32BE(at)) names.push(bytes.toString('latin1', at + 4, at + 8))
  return names
}

function expectFilm(path: string, frames: number): void {
  expect(probe(path)).toMatchObject({
    ...{ codec_name: 'h264', pix_fmt: 'yuv420p', width: String(width), height: String(height) },
    ...{ color_space: 'bt709', color_primaries: 'bt709', color_transfer: 'bt709', color_range: 'tv' },
    ...{ r_frame_rate: `${fps}/1`, avg_frame_rate: `${fps}/1`, nb_read_frames: String(frames) },
    duration: (frames / fps).toFixed(6)
  })
  const names = boxes(path)
  expect(names.indexOf('moov')).toBeLessThan(names.indexOf('mdat'))
  const seen = pixelsOf(path)
  expect(seen).toHaveLength(frames)
  for (const [n, pixels] of seen.entries()) expect(psnr(pixels, picture(n)), `frame ${n}`).toBeGreaterThan(30)
}

describe('MP4', () => {
  test('from raw frames has the right pictures, rate, duration, colours, fast start', async () => {
    const folder = freshFolder()
    const path = join(folder, 'film 100%.mp4')
    const told: number[] = []
    await encodeMp4(pictures(30), { ...shape, path, ffmpeg, progress: (frames) => told.push(frames) })
    expectFilm(path, 30)
    expect(told.at(-1)).toBe(30)
    expect(readdirSync(folder)).toEqual(['film 100%.mp4'])
  })

  test('of a film joins encoded chunks, exactly timed, and encodes nothing twice', async () => {
    const folder = freshFolder()
    const project = madeFilm(join(folder, 'a.throughline'), 5)
    const path = join(folder, 'film.mp4')
    expect(await exportFilmMp4(project, exportOf(project, path))).toEqual({ chunks: 5, reused: 0, kept: 5 })
    expectFilm(path, 5 * framesPerChunk)
    const first = readFileSync(path)
    const again = exportOf(project, path, {
      pictures: {
        model: storybookFacts.model,
        width,
        height,
        latentBytes,
        ...noLookBack,
        decode: () => Promise.reject(new Error('decoded again'))
      }
    })
    expect(await exportFilmMp4(project, again)).toEqual({ chunks: 5, reused: 5, kept: 5 })
    expect(readFileSync(path).equals(first)).toBe(true)
    const other = { ...exportOf(project, path), fps: 24 }
    expect((await exportFilmMp4(project, other)).reused).toBe(0)
    expect(probe(path)).toMatchObject({ r_frame_rate: '24/1', duration: '2.500000' })
    project.close()
  })

  test('is encoded again when cached chunks were damaged or swapped', async () => {
    const folder = freshFolder()
    const project = madeFilm(join(folder, 'a.throughline'), 3)
    const path = join(folder, 'film.mp4')
    await exportFilmMp4(project, exportOf(project, path))
    const first = readFileSync(path)
    const db = new Database(project.path)
    const keys = db.prepare<[], string>('SELECT key FROM encoded ORDER BY number').pluck().all()
    const damages: readonly (readonly [damage: () => unknown, reused: number])[] = [
      [() => db.exec('UPDATE encoded SET bytes = (SELECT bytes FROM encoded WHERE number = 3) WHERE number = 1'), 2],
      [() => db.exec('UPDATE encoded SET bytes = randomblob(5000)'), 0],
      [() => db.exec("UPDATE encoded SET bytes = x''"), 0],
      [() => keys.forEach((key) => project.keepEncoded(key, new Uint8Array(5000).fill(7))), 0]
    ]
    for (const [damage, reused] of damages) {
      damage()
      expect(await exportFilmMp4(project, exportOf(project, path))).toEqual({ chunks: 3, reused, kept: 3 })
      expect(readFileSync(path).equals(first)).toBe(true)
      expect((await exportFilmMp4(project, exportOf(project, path))).reused).toBe(3)
    }
    db.close()
    project.close()
  })

  test('of an incomplete film contains what is made, and names short shots', async () => {
    const folder = freshFolder()
    const project = madeFilm(join(folder, 'a.throughline'), 4, 1)
    const { incomplete } = filmChunks(project.film, ledgerOf(project, 'storybook@v0'))
    expect(incomplete.map(({ id }) => id)).toEqual(['card-1'])
    await exportFilmMp4(project, exportOf(project, join(folder, 'film.mp4')))
    expectFilm(join(folder, 'film.mp4'), 3 * framesPerChunk)
    await expect(
      exportFilmMp4(project, exportOf(project, join(folder, 'x.mp4'), { chunks: [] }))
    ).rejects.toMatchObject({
      code: 'export.empty'
    })
    project.close()
  })
})

describe('other formats', () => {
  test('WebM and GIF have every frame', async () => {
    const folder = freshFolder()
    const project = madeFilm(join(folder, 'a.throughline'), 2)
    await exportFilmVideo('webm', project, exportOf(project, join(folder, 'film.webm')))
    expect(probe(join(folder, 'film.webm'))).toMatchObject({
      codec_name: 'vp9',
      r_frame_rate: '12/1',
      nb_read_frames: '24'
    })
    await exportFilmVideo('gif', project, exportOf(project, join(folder, 'film.gif')))
    expect(probe(join(folder, 'film.gif'))).toMatchObject({ codec_name: 'gif', nb_read_frames: '24' })
    expect(psnr(pixelsOf(join(folder, 'film.gif'))[20]!, picture(20))).toBeGreaterThan(30)
    project.close()
  })

  test('PNG pictures are exact, numbered, and never mixed with others', async () => {
    const folder = freshFolder()
    const project = madeFilm(join(folder, 'a.throughline'), 1)
    const stills = join(folder, 'stills 5%d')
    mkdirSync(stills)
    await exportFilmStills(project, exportOf(project, stills))
    const names = readdirSync(stills)
    expect([names.length, names[0], names[11]]).toEqual([12, 'frame-000001.png', 'frame-000012.png'])
    expect(Buffer.from(pixelsOf(join(stills, 'frame-000008.png'))[0]!).equals(picture(7))).toBe(true)
    await expect(exportFilmStills(project, exportOf(project, stills))).rejects.toMatchObject({
      code: 'export.folder-used'
    })
    expect(readdirSync(folder).sort()).toEqual(
      ['a.throughline', 'a.throughline-shm', 'a.throughline-wal', 'stills 5%d', '.a.throughline.lock'].sort()
    )
    project.close()
  })
})

describe('what a killed export left', () => {
  const longAgo = new Date(2001, 1)
  const left = (folder: string, names: readonly string[], make: (path: string) => void): void => {
    for (const path of names.map((name) => join(folder, name))) {
      make(path)
      utimesSync(path, longAgo, longAgo)
    }
  }
  const empty = (path: string): void => writeFileSync(path, '')

  test('is deleted by the next export to the same name, and nothing else is', async () => {
    const folder = freshFolder()
    const others = [
      '.other.gif-0123abcd.partial.gif',
      '.film.gif-0123abcd.partial.mp4',
      '.film.gif-mine-too.partial.gif',
      'film.gif-0123abcd.partial.gif'
    ]
    left(folder, ['.film.gif-0123abcd.partial.gif', '.film.gif-4567cdef.partial.gif', ...others], empty)
    const [gone, running] = [2 ** 22 + 1, process.ppid]
    const mine = basename(partialPath(join(folder, 'film.gif'), '.gif'))
    const writtenBy = (pid: number): string => mine.replace(`${process.pid}-`, `${pid}-`)
    const elsewhere = writtenBy(gone).replace(/gif-./, (start) => (start === 'gif-0' ? 'gif-1' : 'gif-0'))
    const underWay = ['.film.gif-89abcdef.partial.gif', mine, writtenBy(running), elsewhere]
    for (const name of [...underWay, writtenBy(gone)]) empty(join(folder, name))
    const project = madeFilm(join(freshFolder(), 'a.throughline'), 1)
    await exportFilmVideo('gif', project, exportOf(project, join(folder, 'film.gif')))
    project.close()
    expect(readdirSync(folder).sort()).toEqual([...others, ...underWay, 'film.gif'].sort())
  })

  test('as pictures is deleted with its folder', async () => {
    const folder = freshFolder()
    left(folder, ['.stills-0123abcd.partial'], (path) => {
      mkdirSync(path)
      empty(join(path, 'frame-000001.png'))
    })
    const project = madeFilm(join(freshFolder(), 'a.throughline'), 1)
    await exportFilmStills(project, exportOf(project, join(folder, 'stills')))
    project.close()
    expect(readdirSync(folder).sort()).toEqual(['stills'])
  })
})
