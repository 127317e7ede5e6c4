/** Sound in exported files: in time with the pictures, mixed anew without encoding pictures anew. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { editRate } from '../../../app/exchange/handoff/rate.ts'
import { newClip, newTrack } from '../../../app/film/sound.ts'
import { clipId, trackId } from '../../../app/ids.ts'
import { chunk } from '../../../app/time.ts'
import { findFfmpeg, type Ffmpeg } from '../../../main/export/ffmpeg.ts'
import { exportFilmAs } from '../../../main/export/film-as.ts'
import type { FilmExport } from '../../../main/export/film-mp4.ts'
import { soundOf } from '../../../main/export/film-sound.ts'
import type { Decode } from '../../../main/export/pictures.ts'
import type { Project } from '../../../main/project/project.ts'
import { importAudio } from '../../../main/sound/import-audio.ts'
import { storybookFacts } from '../kit/made.ts'
import { exportTo, fps, framesPerChunk, height, madeFilm, width } from '../kit/moving-picture.ts'

const chunks = 6
const folder = mkdtempSync(join(tmpdir(), 'throughline-'))
const at = (name: string): string => join(folder, name)
/** Frames that flash, each with a click at its beginning. */
const flashes = [3, 7, 15, 22, 30, 37, 44, 52, 60, 68]
const perFrame = 48_000 / fps

let ffmpeg: Ffmpeg
let project: Project
beforeAll(async () => {
  ffmpeg = await findFfmpeg()
  project = madeFilm(at('film.throughline'), chunks)
  const click = flashes.map((frame) => `between(n\\,${frame * perFrame}\\,${frame * perFrame + 95})`).join('+')
  const source = `aevalsrc=0.9*(${click}):s=48000:d=${chunks}:c=mono`
  execFileSync('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', source, at('clicks.wav')])
  const imported = await importAudio(project, ffmpeg, at('clicks.wav'))
  const track = newTrack(trackId('effects'), 'effects')
  const clip = newClip(clipId('clicks'), track.id, { ...imported, name: 'clicks.wav' })
  project.bring({ type: 'addClip', sound: clip, track }, imported.assets)
}, 60_000)
afterAll(() => {
  project.close()
  rmSync(folder, { recursive: true, force: true })
})

/** White where it flashes, else black. */
const flashing: Decode = (latents) =>
  Promise.resolve(
    Array.from({ length: framesPerChunk }, (_, frame) =>
      new Uint8Array(width * height * 3).fill(flashes.includes(latents[1]! * framesPerChunk + frame) ? 255 : 0)
    )
  )

function order(name: string, more: Partial<FilmExport> = {}): FilmExport {
  const film = exportTo(project, at(name), ffmpeg, more)
  const sound = soundOf(project.film, storybookFacts.base, chunk(chunks), ({ length }) => length)
  return { ...film, sound, pictures: { ...film.pictures, decode: flashing } as FilmExport['pictures'] }
}

/** Seconds at which pictures become white, by their time stamps. */
function flashTimes(path: string): number[] {
  const told = execFileSync('ffprobe', [
    ...['-v', 'error', '-f', 'lavfi', '-i', `movie=${path},signalstats`, '-of', 'csv=p=0'],
    ...['-show_entries', 'frame=pts_time:frame_tags=lavfi.signalstats.YAVG']
  ]).toString()
  const frames = told
    .trim()
    .split('\n')
    .map((line) => line.split(',').map(Number))
  return frames
    .filter(([, light], index) => light! > 128 && (frames[index - 1]?.[1] ?? 0) <= 128)
    .map(([time]) => time!)
}

/** Seconds at which clicks begin, placed by their time stamps. */
function clickTimes(path: string): number[] {
  const args = ['-v', 'error', '-i', path, '-map', '0:a', '-af', 'aresample=48000:async=1:first_pts=0', '-ac', '1']
  const bytes = execFileSync('ffmpeg', [...args, '-f', 's16le', 'pipe:1'], { maxBuffer: 1 << 28 })
  const pcm = new Int16Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length))
  const times: number[] = []
  for (let index = 0; index < pcm.length; index += 1) {
    if (Math.abs(pcm[index]!) < 8_000) continue
    times.push(index / 48_000)
    index += perFrame / 2
  }
  return times
}

test.each([
  ['mp4', 'film.mp4'],
  ['webm', 'film.webm'],
  ['prores', 'film.mov']
] as const)(
  'in %s ten clicks come with their flashes, to a millisecond',
  async (format, name) => {
    await exportFilmAs(format, project, order(name, format === 'prores' ? { rate: editRate('24') } : {}))
    const [seen, heard] = [flashTimes(at(name)), clickTimes(at(name))]
    expect(seen).toHaveLength(flashes.length)
    expect(heard).toHaveLength(flashes.length)
    for (const [index, time] of heard.entries()) expect(Math.abs(time - seen[index]!)).toBeLessThanOrEqual(0.001)
  },
  120_000
)

test('at 23.976 pictures a second the sound is slowed with the pictures', async () => {
  await exportFilmAs('prores', project, order('slow.mov', { rate: editRate('23.976') }))
  const heard = clickTimes(at('slow.mov'))
  for (const [index, frame] of flashes.entries())
    expect(Math.abs(heard[index]! - (frame / fps) * 1.001)).toBeLessThanOrEqual(0.001)
}, 120_000)

test('a changed loudness encodes no picture anew; a mix that is too loud says so', async () => {
  const first = await exportFilmAs('mp4', project, order('gain.mp4'))
  expect(first.chunks).toBe(chunks)
  project.edit({ type: 'setClipGain', clip: clipId('clicks'), gain: 6 })
  const loud: number[] = []
  const again = await exportFilmAs('mp4', project, order('gain.mp4', { tooLoud: (decibels) => loud.push(decibels) }))
  expect(again.reused).toBe(chunks)
  expect(loud).toHaveLength(1)
  expect(loud[0]).toBeCloseTo(6 + 20 * Math.log10(0.9), 2)
  project.undo()
}, 120_000)

test('a film in which nothing is heard has no sound in its file', async () => {
  const [track] = project.film.sound.tracks
  project.edit({ type: 'setTrack', track: { ...track!, muted: true } })
  await exportFilmAs('mp4', project, order('mute.mp4'))
  const streams = execFileSync('ffprobe', [
    '-v',
    'error',
    '-show_entries',
    'stream=codec_type',
    '-of',
    'csv=p=0',
    at('mute.mp4')
  ])
  expect(streams.toString().trim()).toBe('video')
  project.undo()
}, 120_000)

test('a sound of which a part is lost stops the export and says which', async () => {
  const sound = order('lost.mp4').sound!
  const voices = sound.voices.map((voice) => ({ ...voice, audio: 'f'.repeat(64) as never }))
  await expect(
    exportFilmAs('mp4', project, { ...order('lost.mp4'), sound: { ...sound, voices } })
  ).rejects.toMatchObject({
    code: 'sound.lost',
    facts: { file: 'clicks.wav' }
  })
})
