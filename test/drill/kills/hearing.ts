/** The stages of a film's life in which it gets sound, a transition and a drawing. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { drawnPicture } from '../../../app/film/drawn-picture.ts'
import { newClip, newTrack } from '../../../app/film/sound.ts'
import { cardId, clipId, trackId } from '../../../app/ids.ts'
import { displayFrame } from '../../../app/time.ts'
import { findFfmpeg } from '../../../main/export/ffmpeg.ts'
import { parseSketch } from '../../../main/project/sketches.ts'
import { importAudio } from '../../../main/sound/import-audio.ts'
import { line } from '../../app/film/kit/drawings.ts'
import { losslessNow } from '../../main/kit/pictures.ts'
import { sayFilm, soundName, type Stage } from './life.ts'

const card = cardId('card-3')
const strokes = 6

/** A WAV of 61 s, 8 kHz, mono: it is kept in two pieces. */
function wave(): Uint8Array {
  const [rate, samples] = [8_000, 61 * 8_000]
  const bytes = Buffer.alloc(44 + 2 * samples)
  bytes.write('RIFF    WAVEfmt ', 'latin1')
  bytes.writeUInt32LE(bytes.length - 8, 4)
  const format = new Uint8Array(new Uint32Array([16, (1 << 16) | 1, rate, 2 * rate, (16 << 16) | 2]).buffer)
  bytes.set(format, 16)
  bytes.write('data', 36, 'latin1')
  bytes.writeUInt32LE(2 * samples, 40)
  for (let at = 0; at < samples; at += 1) bytes.writeInt16LE(((at * 37) % 4_001) - 2_000, 44 + 2 * at)
  return bytes
}

export const hearing: readonly Stage[] = [
  {
    name: 'import of sound',
    isDone: ({ film }) => film.sound.clips.length > 0,
    async do(life) {
      const { project, folder } = life
      const path = join(folder, soundName)
      writeFileSync(path, wave())
      const imported = await importAudio(project, await findFfmpeg(), path)
      const track = newTrack(trackId('effects'), 'effects')
      const sound = newClip(clipId('steps'), track.id, { ...imported, name: soundName })
      project.bring({ type: 'addClip', sound, track }, imported.assets)
      sayFilm(life)
    }
  },
  {
    name: 'drawing',
    isDone: ({ film }) => film.cards[2]!.transitionLength === 1 + strokes,
    do(life) {
      const { project } = life
      for (let number = 1; number <= strokes; number += 1) {
        const drawing = { width: 160, height: 90, strokes: Array.from({ length: number }, (_, index) => line(index)) }
        project.sketch(card, parseSketch(drawnPicture(losslessNow(160, 90), { drawing, under: null })), 'sitting')
        sayFilm(life)
      }
      project.edit({ type: 'setTransitionLength', cards: [card], length: displayFrame(1 + strokes) })
      sayFilm(life)
    }
  }
]
