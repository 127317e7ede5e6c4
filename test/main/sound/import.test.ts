/** Sound files come in at the right time and length, are proven and recovered, and are refused by code. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newClip, newTrack } from '../../../app/film/sound.ts'
import { cardId, clipId, trackId } from '../../../app/ids.ts'
import { findFfmpeg, type Ffmpeg } from '../../../main/export/ffmpeg.ts'
import { PieceReader } from '../../../main/export/pcm.ts'
import { Project } from '../../../main/project/project.ts'
import { recoverProject } from '../../../main/project/recover.ts'
import { importAudio, type Imported } from '../../../main/sound/import-audio.ts'
import { filmOf } from '../kit/made.ts'

const folder = mkdtempSync(join(tmpdir(), 'throughline-'))
const at = (name: string): string => join(folder, name)
let ffmpeg: Ffmpeg
let project: Project
beforeAll(async () => {
  ffmpeg = await findFfmpeg()
  project = Project.create(at('film.throughline'), filmOf(2))
})
afterAll(() => {
  project.close()
  rmSync(folder, { recursive: true, force: true })
})

/** A second of silence with a click of 20 samples in the middle. */
function write(name: string, rate: number, ...args: string[]): string {
  const click = `aevalsrc=if(between(n\\,${rate / 2}\\,${rate / 2 + 20})\\,0.8\\,0):s=${rate}:d=1:c=mono`
  execFileSync('ffmpeg', ['-v', 'error', '-y', '-f', 'lavfi', '-i', click, ...args, at(name)])
  return at(name)
}

async function samplesOf(from: Project, { id, samples }: Imported): Promise<Int16Array> {
  const reader = new PieceReader(from, ffmpeg)
  await reader.prepare([{ audio: id, name: '', from: 0, count: samples }])
  return reader.samplesOf(id, 0, samples)
}

let brought = 0
const bring = (imported: Imported): void => {
  const track = newTrack(trackId(`track-${(brought += 1)}`), 'effects')
  const named = { ...imported, name: 'click' }
  const clip = newClip(clipId(`clip-${brought}`), track.id, named, { card: cardId('card-1') })
  project.bring({ type: 'addClip', sound: clip, track }, imported.assets)
}

describe('a click at half a second', () => {
  test.each([
    ['low.wav', 8_000, []],
    ['click.mp3', 44_100, ['-c:a', 'libmp3lame', '-b:a', '192k']],
    ['click.m4a', 44_100, ['-c:a', 'aac', '-b:a', '192k']],
    ['click.flac', 48_000, []],
    ['click.ogg', 48_000, ['-c:a', 'libvorbis']]
  ] as const)(
    'of %s is there to a millisecond, and as long',
    async (name, rate, args) => {
      const imported = await importAudio(project, ffmpeg, write(name, rate, ...args))
      bring(imported)
      const pcm = await samplesOf(project, imported)
      const rise = pcm.findIndex((value) => Math.abs(value) > 10_000) / 2
      expect(Math.abs(rise - 24_000)).toBeLessThanOrEqual(48)
      expect(Math.abs(imported.samples - 48_000)).toBeLessThanOrEqual(2_000)
      expect(pcm[2 * Math.ceil(rise)]).toBe(pcm[2 * Math.ceil(rise) + 1])
    },
    60_000
  )

  test('stays in the film: proven, copied, recovered; its damage is told', async () => {
    const imported = await importAudio(project, ffmpeg, write('kept.wav', 48_000))
    bring(imported)
    const pcm = await samplesOf(project, imported)
    expect(Math.max(...pcm)).toBe(26_214)
    expect([...project.faults()].filter((fault) => fault !== null)).toEqual([])
    await project.duplicate(at('copy.throughline'))
    recoverProject(at('copy.throughline'), at('recovered.throughline'))
    const recovered = Project.open(at('recovered.throughline'))
    expect(recovered.film.sound).toEqual(project.film.sound)
    expect(await samplesOf(recovered, imported)).toEqual(pcm)
    recovered.close()
    const db = new Database(at('recovered.throughline'))
    db.exec(
      "UPDATE asset SET bytes = CAST(substr(bytes, 1, 60) || x'00' || substr(bytes, 62) AS BLOB) WHERE type = 'audio/flac'"
    )
    db.close()
    const damaged = Project.open(at('recovered.throughline'))
    expect([...damaged.faults()].some((fault) => fault?.what === 'asset')).toBe(true)
    await expect(samplesOf(damaged, imported)).rejects.toMatchObject({ code: 'project.damaged' })
    damaged.close()
  }, 60_000)
})

describe('is refused', () => {
  const garbage = Buffer.from(Array.from({ length: 4_000 }, (_, index) => (index * 7_919) & 255))
  const made: Record<string, () => void> = {
    'broken.wav': () => writeFileSync(at('broken.wav'), Buffer.concat([Buffer.from('RIFF\x10\0\0\0WAVE'), garbage])),
    'broken.mp3': () => writeFileSync(at('broken.mp3'), Buffer.concat([Buffer.from('ID3\x03\0\0\0\0\0\0'), garbage])),
    'cut.flac': () => writeFileSync(at('cut.flac'), readFileSync(write('whole.flac', 48_000)).subarray(0, 1_500)),
    'list.m3u8': () => writeFileSync(at('list.m3u8'), '#EXTM3U\nfile:///etc/hosts\n'),
    'text.wav': () => writeFileSync(at('text.wav'), `ffconcat version 1.0\nfile ${at('low.wav')}\n`),
    'pipe.wav': () => execFileSync('mkfifo', [at('pipe.wav')]),
    'mute.mp4': () =>
      execFileSync('ffmpeg', ['-v', 'error', '-y', '-f', 'lavfi', '-i', 'color=s=32x32:d=1', at('mute.mp4')]),
    'long.wav': () => write('long.wav', 48_000),
    'gone.wav': () => undefined
  }
  test.each([
    ['broken.wav', 'sound.damaged'],
    ['broken.mp3', 'sound.damaged'],
    ['cut.flac', 'sound.damaged'],
    ['list.m3u8', 'sound.type'],
    ['text.wav', 'sound.type'],
    ['pipe.wav', 'sound.unreadable'],
    ['mute.mp4', 'sound.none'],
    ['long.wav', 'sound.long'],
    ['gone.wav', 'sound.unreadable']
  ])(
    '%s: %s',
    async (name, code) => {
      made[name]!()
      const before = project.film
      const limit = name === 'long.wav' ? { most: 47_999 } : {}
      await expect(importAudio(project, ffmpeg, at(name), limit)).rejects.toMatchObject({ code })
      expect(project.film).toBe(before)
    },
    60_000
  )
})
