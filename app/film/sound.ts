/**
 * What is heard under the pictures: tracks, and clips on them. A clip plays a part of an imported sound, and begins at a
 * distance from its card or from the start of the film. All times are samples at 48 kHz.
 */
import type { AudioId, CardId, ClipId, TrackId } from '../ids.ts'
import { sample, sampleShift, type Sample, type SampleShift } from '../time.ts'

export interface Sound {
  /** As shown, top to bottom. */
  readonly tracks: readonly SoundTrack[]
  /** In the order of their ids. */
  readonly clips: readonly SoundClip[]
}

export const trackKinds = ['dialogue', 'music', 'effects'] as const
export type TrackKind = (typeof trackKinds)[number]

export interface SoundTrack {
  readonly id: TrackId
  /** Music is quieter while a dialogue track speaks. */
  readonly kind: TrackKind
  /** Decibels. */
  readonly gain: number
  readonly muted: boolean
  /** While any track is solo, only such tracks are heard. */
  readonly solo: boolean
}

export interface SoundClip {
  readonly id: ClipId
  readonly track: TrackId
  readonly audio: AudioId
  /** As shown: the name of the imported file. May be empty. */
  readonly name: string
  /**
   * The card it goes along with; null: the film. While its card is not in the film it is kept and not heard: undo, or
   * pasting the card, brings it back.
   */
  readonly card: CardId | null
  /** Where it begins, from the start of its card or film. Negative: before its card. */
  readonly start: SampleShift
  /** The part of the sound that is heard: first sample, and the one after the last. */
  readonly in: Sample
  readonly out: Sample
  /** Decibels. */
  readonly gain: number
  /** Lengths of the ramps at its ends; together no longer than the clip. */
  readonly fadeIn: Sample
  readonly fadeOut: Sample
}

export const noSound: Sound = { tracks: [], clips: [] }

export const newTrack = (id: TrackId, kind: TrackKind): SoundTrack => ({
  id,
  kind,
  gain: 0,
  muted: false,
  solo: false
})

/** A whole sound as a clip. @param fields the card or place it gets, and what else is not usual */
export const newClip = (
  id: ClipId,
  track: TrackId,
  { id: audio, samples, name }: { readonly id: AudioId; readonly samples: Sample; readonly name: string },
  fields: Partial<Omit<SoundClip, 'id' | 'track' | 'audio'>> = {}
): SoundClip => ({
  id,
  track,
  audio,
  name,
  card: null,
  start: sampleShift(0),
  in: sample(0),
  out: samples,
  gain: 0,
  fadeIn: sample(0),
  fadeOut: sample(0),
  ...fields
})

export const clipLength = (clip: SoundClip): Sample => sample(clip.out - clip.in)

/** By UTF-16 units, as `<` compares. */
export const inOrderOfIds = <Item extends { readonly id: string }>(items: readonly Item[]): readonly Item[] =>
  items.toSorted((one, other) => (one.id < other.id ? -1 : one.id > other.id ? 1 : 0))

/** The tracks that are heard. */
export function heardTracks({ tracks }: Sound): readonly SoundTrack[] {
  const solo = tracks.some((track) => track.solo)
  return tracks.filter((track) => !track.muted && (track.solo || !solo))
}
