/** The conform test: another program rebuilds every frame of the film from the OTIO file and the media alone. */
import { mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { deliveredAs } from '../../../app/exchange/delivery.ts'
import { beforeAll, describe, expect, test } from 'vitest'
import { masterFormats, type MasterFormat } from '../../../app/exchange/formats.ts'
import { editRate, editRates, type EditRateName } from '../../../app/exchange/handoff/rate.ts'
import { findFfmpeg, type Ffmpeg } from '../../../main/export/ffmpeg.ts'
import { exportHandoff, type HandoffOrder } from '../../../main/export/handoff.ts'
import type { Project } from '../../../main/project/project.ts'
import { reads, testReads } from '../../kit/readers.ts'
import { codedFacts, codedFilm, codedPictures, codeOf, type CodedShot } from '../kit/coded-film.ts'
import { freshFolder } from '../kit/fresh-folder.ts'

/** Timings never gate a test. */
const slow = { timeout: 240_000 }

let ffmpeg: Ffmpeg
beforeAll(async () => {
  ffmpeg = await findFfmpeg()
})

const handOff = (project: Project, path: string, more: Partial<HandoffOrder> = {}, fps = 12) => {
  const order: HandoffOrder = {
    ...{ path, delivery: deliveredAs(4), rate: editRate('24'), media: 'prores', takes: 'starred', ffmpeg },
    ...{ pictures: codedPictures, signal: new AbortController().signal, progress: () => undefined },
    ...more
  }
  return exportHandoff(project, { ...codedFacts, base: { ...codedFacts.base, fps } }, order)
}

/** Handles at both ends, an unused take and a starred one, a gap, a partly made shot, and a shot that shows its second take. */
const shots: readonly CodedShot[] = [
  { length: 2, takes: [1, 5], from: 1, starred: true },
  { length: 2, takes: [] },
  { length: 3, takes: [2] },
  { length: 1, takes: [1, 2] }
]

/** The film chunk by chunk: take number and index of the chunk in the take, or null for a gap. */
const plan = [[2, 1], [2, 2], null, null, [3, 0], [3, 1], null, [5, 0]] as const

interface Conformed {
  readonly film: readonly (number | null)[]
  readonly media: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  readonly files: Readonly<Record<string, readonly number[]>>
}
const conform = (folder: string, name: string): Conformed => reads('conform.py', join(folder, `${name}.otio`))

/** The picture nearest in time, found by trying each, independently of the program's arithmetic. */
function nearest(frame: number, fps: number, counted: number): number {
  let picture = 0
  while (Math.round(((picture + 1) * counted) / fps + 1e-9) <= frame) picture += 1
  return picture
}
const expected = (fps: number, counted: number): (number | null)[] =>
  Array.from({ length: Math.round((plan.length * 12 * counted) / fps) }, (_, frame) => {
    const picture = nearest(frame, fps, counted)
    const part = plan[Math.floor(picture / 12)]
    return part ? codeOf(part[0], part[1] * 12 + (picture % 12)) : null
  })

describe('a film for an editing program is rebuilt frame by frame', () => {
  testReads.each(Object.keys(editRates) as EditRateName[])('at %s frames a second', slow, async (name) => {
    const folder = freshFolder()
    const project = codedFilm(join(folder, 'a.throughline'), shots)
    const rate = editRate(name)
    await handOff(project, join(folder, 'out'), { rate, media: 'h264', delivery: deliveredAs(1) })
    project.close()
    const { film, media, files } = conform(join(folder, 'out'), 'out')
    expect(film).toEqual(expected(12, rate.counted))
    expect(Object.keys(media)).toEqual(['media/001_t2.mov', 'media/001_t1.mov', 'media/003_t1.mov', 'media/004_t2.mov'])
    const ratio = rate.slowed ? `${rate.counted}000/1001` : `${rate.counted}/1`
    for (const [url, told] of Object.entries(media))
      expect(told, url).toMatchObject({
        r_frame_rate: ratio,
        avg_frame_rate: ratio,
        timecode: '01:00:00:00',
        other: []
      })
    expect(media['media/001_t2.mov']).toMatchObject({
      reel: '001T2',
      frames: 5 * rate.counted,
      width: 96,
      height: 64
    })
    // With handles: the whole take, including the parts that the shot leaves out at both ends.
    expect(new Set(files['media/001_t2.mov'])).toEqual(
      new Set(Array.from({ length: 60 }, (_, frame) => codeOf(2, frame)))
    )
  })

  testReads.each(['25', '30'] as const)(
    'from 16 to %s a second, where no chunk is whole: to the picture beside',
    slow,
    async (name) => {
      const folder = freshFolder()
      const project = codedFilm(join(folder, 'a.throughline'), shots)
      const list = await handOff(
        project,
        join(folder, 'out'),
        { rate: editRate(name), media: 'h264', delivery: deliveredAs(1) },
        16
      )
      project.close()
      const { film } = conform(join(folder, 'out'), 'out')
      const wanted = expected(16, Number(name))
      expect(film).toHaveLength(list.length)
      for (const [frame, code] of film.entries()) {
        const right = wanted[frame]!
        expect(code === null, `frame ${frame}`).toBe(right === null)
        if (code !== null) expect(Math.abs(code - right), `frame ${frame}`).toBeLessThanOrEqual(1)
      }
    }
  )

  const codecs: Readonly<Record<MasterFormat, object>> = {
    prores: { codec_name: 'prores', profile: 'Standard', pix_fmt: 'yuv422p10le' },
    'prores-hq': { codec_name: 'prores', profile: 'HQ', pix_fmt: 'yuv422p10le' },
    'prores-4444': {
      codec_name: 'prores',
      profile: '4444',
      pix_fmt: expect.stringMatching(/^yuv444p1[02]le$/) as string
    },
    dnxhr: { codec_name: 'dnxhd', profile: 'DNXHR SQ', pix_fmt: 'yuv422p' },
    'dnxhr-hqx': { codec_name: 'dnxhd', profile: 'DNXHR HQX', pix_fmt: 'yuv422p10le' },
    h264: { codec_name: 'h264', profile: 'High', pix_fmt: 'yuv420p' }
  }
  const informed: Readonly<Record<MasterFormat, object>> = {
    prores: { format: 'ProRes', format_profile: '422', codec_id: 'apcn', chroma_subsampling: '4:2:2' },
    'prores-hq': { format: 'ProRes', format_profile: '422 HQ', codec_id: 'apch', chroma_subsampling: '4:2:2' },
    'prores-4444': { format: 'ProRes', format_profile: '4444', codec_id: 'ap4h', chroma_subsampling: '4:4:4' },
    dnxhr: { format: 'VC-3', format_profile: 'RI@SQ', codec_id: 'AVdh', chroma_subsampling: '4:2:2' },
    'dnxhr-hqx': { format: 'VC-3', format_profile: 'RI@HQX', codec_id: 'AVdh', chroma_subsampling: '4:2:2' },
    h264: { format: 'AVC', codec_id: 'avc1', chroma_subsampling: '4:2:0' }
  }
  testReads.each(masterFormats)('with files in %s, in the colours of television', slow, async (codec) => {
    const folder = freshFolder()
    const project = codedFilm(join(folder, 'a.throughline'), [{ length: 1, takes: [2], from: 1 }])
    await handOff(project, join(folder, 'out'), { media: codec })
    project.close()
    const { film, media } = conform(join(folder, 'out'), 'out')
    expect(film).toEqual(Array.from({ length: 24 }, (_, frame) => codeOf(1, 12 + Math.floor(frame / 2))))
    const bt709 = { color_space: 'bt709', color_primaries: 'bt709', color_transfer: 'bt709', color_range: 'tv' }
    expect(media['media/001_t1.mov']).toMatchObject({
      ...codecs[codec],
      ...bt709,
      reel: '001T1',
      r_frame_rate: '24/1',
      width: 384,
      height: 256,
      mediainfo: {
        ...informed[codec],
        ...{ frame_rate: '24.000', frame_rate_mode: 'CFR', frame_count: '48', scan_type: 'Progressive' },
        ...{ color_primaries: 'BT.709', transfer_characteristics: 'BT.709', matrix_coefficients: 'BT.709' },
        ...{ timecode: '01:00:00:00', reel: '001T1', width: 384, height: 256 }
      }
    })
  })

  testReads('wherever its folder is moved, under whatever name', async () => {
    const folder = freshFolder()
    const project = codedFilm(join(folder, 'a.throughline'), [{ length: 1, takes: [1] }])
    await handOff(project, join(folder, 'Фильм 50% #1'), { media: 'h264' })
    project.close()
    mkdirSync(join(folder, 'else where'))
    const moved = join(folder, 'else where', 'ü ? &')
    renameSync(join(folder, 'Фильм 50% #1'), moved)
    expect(conform(moved, 'Фильм 50% #1').film).toHaveLength(24)
  })
})

describe('the folder', () => {
  const one: readonly CodedShot[] = [{ length: 1, takes: [1] }]

  test('has the cut in every format, and subtitles if there is dialogue', async () => {
    const folder = freshFolder()
    const project = codedFilm(join(folder, 'a.throughline'), one)
    await handOff(project, join(folder, 'out'), { media: 'h264' })
    expect(readdirSync(join(folder, 'out')).sort()).toEqual([
      'media',
      'out.csv',
      'out.edl',
      'out.fcpxml',
      'out.otio',
      'out.xml'
    ])
    project.edit({ type: 'setText', card: project.film.cards[0]!.id, field: 'dialogue', text: 'Hello' })
    mkdirSync(join(folder, 'again')) // an empty folder may be used
    await handOff(project, join(folder, 'again'), { media: 'h264', rate: editRate('29.97') })
    project.close()
    expect(readdirSync(join(folder, 'again')).sort()).toEqual(
      ['again.csv', 'again.edl', 'again.fcpxml', 'again.otio', 'again.srt', 'again.vtt', 'again.xml', 'media'].sort()
    )
    expect(readFileSync(join(folder, 'again', 'again.srt'), 'utf8')).toBe('1\n00:00:00,000 --> 00:00:01,001\nHello\n')
  })

  test('is complete or absent: never another’s, cancelled, or empty', async () => {
    const folder = freshFolder()
    const project = codedFilm(join(folder, 'a.throughline'), shots)
    const into = (name: string, more: Partial<HandoffOrder> = {}) =>
      handOff(project, join(folder, name), { media: 'h264', ...more }).catch((error: unknown) => error)
    mkdirSync(join(folder, 'full'))
    writeFileSync(join(folder, 'full', 'mine.txt'), 'mine')
    expect(await into('full')).toMatchObject({ code: 'export.folder-used' })
    const stop = new AbortController()
    const told: number[] = []
    const progress = (done: number): void => {
      told.push(done)
      if (done === 6) stop.abort() // while the second file is written
    }
    expect(await into('out', { signal: stop.signal, progress })).toMatchObject({ code: 'export.cancelled' })
    expect(told).toEqual([1, 2, 3, 4, 5, 6])
    const fails = { ...codedPictures, decode: () => Promise.reject(new Error('the engine is gone')) }
    expect(await into('out', { pictures: fails as never })).toMatchObject({
      cause: expect.stringContaining('the engine is gone') as string
    })
    project.edit({ type: 'removeCards', cards: [0, 2, 3].map((at) => project.film.cards[at]!.id) })
    expect(await into('out')).toMatchObject({ code: 'export.empty' })
    project.close()
    expect(readdirSync(folder).filter((name) => !name.includes('a.throughline'))).toEqual(['full'])
    expect(readdirSync(join(folder, 'full'))).toEqual(['mine.txt'])
  })
})
