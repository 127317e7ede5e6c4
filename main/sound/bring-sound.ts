/** Brings a sound file into a film: imported, and put on a track as a clip, as one step of undo. */
import { randomUUID } from 'node:crypto'
import { basename } from 'node:path'
import { limits } from '../../app/base/limits.ts'
import { beginning, cleanText } from '../../app/base/text.ts'
import type { SoundEdit } from '../../app/edits/sound-edit.ts'
import { newClip, newTrack, type SoundClip, type TrackKind } from '../../app/film/sound.ts'
import { clipId, trackId, type CardId, type TrackId } from '../../app/ids.ts'
import { cardStarts, clipStart, freeTrack } from '../../app/sound/places.ts'
import type { SampleShift, Timebase } from '../../app/time.ts'
import type { Ffmpeg } from '../export/ffmpeg.ts'
import type { Project } from '../project/project.ts'
import type { Asset } from '../store/tables/assets.ts'
import { importAudio } from './import-audio.ts'

/** Where a sound goes, and how. */
export interface SoundPlace {
  readonly kind: TrackKind
  /** Null: a track of the kind that is free there, else a new one. */
  readonly track: TrackId | null
  /** The card it goes along with; null: the film. */
  readonly card: CardId | null
  readonly start: SampleShift
}

/** The edit that puts an imported sound into the film, and what is stored with it. */
export interface Brought {
  readonly clip: SoundClip
  readonly edit: Extract<SoundEdit, { type: 'addClip' }>
  readonly assets: readonly Asset[]
}

/** Imports a file; nothing is in the film yet. @throws Failure as `importAudio` */
export async function bringSound(
  { project, base, ffmpeg }: { readonly project: Project; readonly base: Timebase; readonly ffmpeg: Ffmpeg },
  path: string,
  { kind, track: wanted, card, start }: SoundPlace,
  signal?: AbortSignal
): Promise<Brought> {
  const { assets, id, samples } = await importAudio(project, ffmpeg, path, signal ? { signal } : {})
  const { film } = project // as it is now: it may have been edited while the file was decoded
  const at = clipStart({ card, start }, cardStarts(film.cards, base)) ?? 0
  const known = film.sound.tracks.find((track) => track.id === wanted)
  const free = known ?? freeTrack(film, base, kind, { at, length: samples })
  const track = free ?? newTrack(trackId(randomUUID()), kind)
  const clip = newClip(clipId(randomUUID()), track.id, { id, samples, name: nameOf(path) }, { card, start })
  return { clip, edit: { type: 'addClip', sound: clip, track: free ? null : track }, assets }
}

/** A file's name as a text that a film may hold. */
const nameOf = (file: string): string => beginning(cleanText(basename(file), { lines: false }).text, limits.title)
