/** What is heard of a film, and when: its clips at their places, as numbers a mixer needs. */
import type { Card, Film } from '../film/film.ts'
import { clipLength, heardTracks, type SoundTrack } from '../film/sound.ts'
import type { AudioId } from '../ids.ts'
import { sampleShift, type Chunk, type Sample, type SampleShift, type Timebase } from '../time.ts'
import { cardStarts, clipStart } from './places.ts'

/** A clip as it is heard. */
export interface Voice {
  readonly audio: AudioId
  /** As shown, for messages. */
  readonly name: string
  /** Where its first sample is in the film; negative: the film begins in the middle of it. */
  readonly at: SampleShift
  /** First sample of the sound that is heard, and how many are. */
  readonly in: Sample
  readonly length: Sample
  readonly fadeIn: Sample
  readonly fadeOut: Sample
  /** A factor: of clip and track together. */
  readonly gain: number
  /** Dialogue makes music quieter (ducking.ts). */
  readonly part: SoundTrack['kind']
}

/**
 * The clips that are heard, in the order of their ids. A clip of a card that is not in the film, or has no length, is not.
 * @param lengthOf what is shown of a card: the whole plan, or in an export what is made of it
 */
export function voicesOf(film: Film, base: Timebase, lengthOf: (card: Card) => Chunk): readonly Voice[] {
  const tracks = new Map(heardTracks(film.sound).map((track) => [track.id, track]))
  const starts = cardStarts(film.cards, base, lengthOf)
  return film.sound.clips.flatMap((clip): Voice[] => {
    const track = tracks.get(clip.track)
    const at = clipStart(clip, starts)
    if (track === undefined || at === null) return []
    const { audio, name, in: first, fadeIn, fadeOut } = clip
    const gain = factorOf(clip.gain + track.gain)
    return [
      { audio, name, at: sampleShift(at), in: first, length: clipLength(clip), fadeIn, fadeOut, gain, part: track.kind }
    ]
  })
}

/** Decibels as a factor. */
export const factorOf = (decibels: number): number => 10 ** (decibels / 20)
/** A factor as decibels; −∞ of 0. */
export const decibelsOf = (factor: number): number => 20 * Math.log10(factor)
