/** The window's sound: files come in where they were dropped, edits are checked, and what is played is what is exported. */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { cardId, type ClipId } from '../../../app/ids.ts'
import { mix, neededFor } from '../../../app/sound/mix.ts'
import { voicesOf } from '../../../app/sound/voices.ts'
import { sample, sampleShift } from '../../../app/time.ts'
import { Edits } from '../../../main/desk/edits.ts'
import { SoundDesk } from '../../../main/desk/sounds.ts'
import { findFfmpeg } from '../../../main/export/ffmpeg.ts'
import { PieceReader } from '../../../main/export/pcm.ts'
import { Project } from '../../../main/project/project.ts'
import { freshFolder } from '../kit/fresh-folder.ts'
import { FilmPacks } from '../../../main/production/film-packs.ts'
import { filmOf, storybookFacts, storybookPack } from '../kit/made.ts'

const { base } = storybookFacts
let folder: string
let project: Project
let edits: Edits
let sounds: SoundDesk
beforeEach(() => {
  folder = freshFolder()
  project = Project.create(join(folder, 'film.throughline'), filmOf(2))
  edits = new Edits({
    project,
    packs: new FilmPacks(storybookPack),
    tell: () => 1,
    renamed: () => {},
    working: () => false
  })
  sounds = new SoundDesk(project, base, edits)
  return () => project.close()
})

function tone(name: string, seconds: number): string {
  execFileSync('ffmpeg', ['-v', 'error', '-y', '-f', 'lavfi', '-i', `sine=d=${seconds}`, join(folder, name)])
  return join(folder, name)
}
const music = { kind: 'music', track: null, card: null, start: sampleShift(0) } as const
const clips = () => project.film.sound.clips

test('sounds at one place get a track each, later ones share it', { timeout: 60_000 }, async () => {
  const file = tone('tone.wav', 1)
  for (const start of [0, 24_000, 48_000]) await sounds.bring(file, { ...music, start: sampleShift(start) })
  const spoken = { ...music, kind: 'dialogue', card: cardId('card-2') } as const
  await sounds.bring(file, spoken)
  const tracks = project.film.sound.tracks.map(({ kind }) => kind)
  expect(tracks).toEqual(['music', 'music', 'dialogue'])
  const at = (start: number) => clips().find((clip) => clip.card === null && clip.start === start)!.track
  expect([at(0) === at(48_000), at(0) === at(24_000)]).toEqual([true, false])
  expect(clips().find(({ card }) => card === 'card-2')).toMatchObject({ name: 'tone.wav', out: 48_000 })
  expect(sounds.waveform(clips()[0]!.audio).samples).toBe(48_000)
})

test('an edit beyond what is stored of a sound is refused', { timeout: 60_000 }, async () => {
  const { clip } = (await sounds.bring(tone('tone.wav', 1), music))!
  const trim = (id: ClipId, out: number) =>
    edits.perform({ type: 'trimClip', clip: id, start: sampleShift(0), in: sample(0), out: sample(out) }, null)
  expect(() => trim(clip, 48_001)).toThrow(expect.objectContaining({ code: 'edit.invalid' }))
  trim(clip, 24_000)
  expect(clips()[0]).toMatchObject({ out: 24_000 })
  const unknown = { ...clips()[0]!, id: 'other' as ClipId, audio: '0'.repeat(64) as never }
  expect(() => edits.perform({ type: 'addClip', sound: unknown, track: null }, null)).toThrow(
    expect.objectContaining({ code: 'edit.sound-gone' })
  )
})

test('parts asked for at once are those of the export, bit for bit', { timeout: 60_000 }, async () => {
  await sounds.bring(tone('tone.wav', 2), { ...music, start: sampleShift(12_000) })
  await sounds.bring(tone('low.ogg', 1), { ...music, kind: 'dialogue', card: cardId('card-1') })
  const parts = await Promise.all([0, 20_000, 40_000].map((from) => sounds.mix(from, 20_000)))
  const voices = voicesOf(project.film, base, ({ length }) => length)
  const reader = new PieceReader(project, await findFfmpeg())
  await reader.prepare(neededFor(voices, 0, 60_000))
  const whole = mix(voices, 0, 60_000, reader.samplesOf)
  expect(Math.max(...whole)).toBeGreaterThan(0.05)
  parts.forEach((part, index) => expect(part).toEqual(whole.slice(index * 40_000, (index + 1) * 40_000)))
  expect(await sounds.mix(10_000_000, 48_000)).toBeNull()
})

test('closing the film ends what is brought in, without a word', { timeout: 60_000 }, async () => {
  const coming = sounds.bring(tone('long.wav', 300), music)
  await sounds.end()
  expect(await coming).toBeNull()
  expect(clips()).toEqual([])
  expect(await sounds.mix(0, 48_000)).toBeNull()
})
