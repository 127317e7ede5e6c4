/** Sound, strokes and transitions for the drilled films, and reading all of them. */
import { drawnIn, drawnPicture } from '../../app/film/drawn-picture.ts'
import { newClip, newTrack } from '../../app/film/sound.ts'
import { audioId, cardId, clipId, trackId } from '../../app/ids.ts'
import { limits } from '../../app/base/limits.ts'
import { audioTypes, recordBytes } from '../../app/sound/stored-audio.ts'
import { displayFrame, sample } from '../../app/time.ts'
import { sha256 } from '../../engine/files/sha256.ts'
import type { Project } from '../../main/project/project.ts'
import type { Asset } from '../../main/store/tables/assets.ts'
import { parseSketch } from '../../main/project/sketches.ts'
import { line } from '../app/film/kit/drawings.ts'
import { bytesOf } from '../main/kit/made.ts'
import { losslessNow } from '../main/kit/pictures.ts'

/** A piece of sound by its head (48 kHz, stereo, 16 bits), which is all that the store looks at; the rest is its name's noise. */
function piece(name: string): Uint8Array {
  const bytes = Uint8Array.from(bytesOf(name, 1200))
  bytes.set([0x66, 0x4c, 0x61, 0x43, 0, 0, 0, 34])
  new DataView(bytes.buffer).setUint32(18, (48_000 << 12) | (1 << 9) | (15 << 4))
  return bytes
}

const pieces = [piece('first'), piece('second')]
const points = bytesOf('waveform', 900)
const record = { samples: sample(limits.audioPiece + 4_800), pieces: pieces.map(sha256), waveform: sha256(points) }
const strokes = [line(100), line(300)]
const drawn = parseSketch(
  drawnPicture(losslessNow(160, 90), { drawing: { width: 160, height: 90, strokes }, under: null })
)

/** Where a film's file holds what is heard and drawn: first byte and length of each. */
export function placesIn(file: Buffer): readonly (readonly [at: number, length: number])[] {
  return [...pieces, points, recordBytes(record), drawn.bytes].map((bytes) => {
    const at = file.indexOf(bytes)
    if (at < 0) throw new Error('the film does not hold its sound in one place')
    return [at, bytes.length] as const
  })
}

/** Sound of two pieces on two cards and the film, a drawn sketch over another, and a transition. */
export function addHeardAndDrawn(project: Project): void {
  for (const bytes of pieces) project.keepAsset({ type: audioTypes.piece, bytes })
  const bytes = recordBytes(record)
  const assets: Asset[] = [
    { type: audioTypes.waveform, bytes: points },
    { type: audioTypes.record, bytes }
  ]
  const sound = { ...record, id: audioId(sha256(bytes)), name: 'Steps.wav' }
  const track = newTrack(trackId('effects'), 'effects')
  const fields = { card: cardId('card-1'), fadeIn: sample(4_800), gain: -6 }
  project.bring({ type: 'addClip', sound: newClip(clipId('steps'), track.id, sound, fields), track }, assets)
  project.bring({ type: 'addClip', sound: newClip(clipId('steps-2'), track.id, sound, { name: '' }), track: null }, [])
  project.sketch(cardId('card-1'), drawn)
  const cards = [cardId('card-1')] as const
  project.edit({ type: 'setLanguage', cards: [...cards], field: 'transition', value: 'dissolve' })
  project.edit({ type: 'setTransitionLength', cards: [...cards], length: displayFrame(9) })
}

/** What is heard and drawn, with all bytes of it. @throws Failure for damaged data; Error where a part is missing */
export function heardAndDrawn(project: Project): unknown[] {
  const { film } = project
  const hex = (id: string): string => {
    const asset = project.asset(id)
    if (asset === undefined) throw new Error(`${id} is missing`)
    return Buffer.from(asset.bytes).toString('hex')
  }
  const sounds = film.sound.clips.map(({ audio }) => {
    const record = project.audio(audio)
    if (record === undefined) throw new Error(`the sound ${audio} is missing`)
    return [record, hex(record.waveform), record.pieces.map(hex)]
  })
  const strokes = film.cards.map(({ sketch }) => sketch && drawnIn(project.asset(sketch)!.bytes)?.drawing)
  return [sounds, strokes]
}
