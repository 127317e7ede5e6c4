/** Where things are in a film's sound: its cards and clips, in samples from the start of the film. */
import type { Card, Film } from '../film/film.ts'
import type { SoundClip, SoundTrack, TrackKind } from '../film/sound.ts'
import { clipLength } from '../film/sound.ts'
import type { CardId } from '../ids.ts'
import { chunk, chunksToSamples, type Chunk, type Sample, type Timebase } from '../time.ts'

/**
 * Where each card begins.
 * @param lengthOf what is shown of a card; one of no length has no place
 */
export function cardStarts(
  cards: readonly Card[],
  base: Timebase,
  lengthOf: (card: Card) => Chunk = ({ length }) => length
): ReadonlyMap<CardId, Sample> {
  const starts = new Map<CardId, Sample>()
  let start = chunk(0)
  for (const card of cards) {
    const length = lengthOf(card)
    if (length > 0) starts.set(card.id, chunksToSamples(start, base))
    start = chunk(start + length)
  }
  return starts
}

/** Where a clip begins; negative: before the film. Null while its card is not in the film. */
export function clipStart(
  { card, start }: Pick<SoundClip, 'card' | 'start'>,
  starts: ReadonlyMap<CardId, Sample>
): number | null {
  const from = card === null ? 0 : starts.get(card)
  return from === undefined ? null : from + start
}

/** A stretch of the film, in samples. */
export interface Stretch {
  readonly at: number
  readonly length: number
}

/** The first track of a kind on which nothing lies at a stretch of the film; null: it needs a new one. */
export function freeTrack({ cards, sound }: Film, base: Timebase, kind: TrackKind, at: Stretch): SoundTrack | null {
  const starts = cardStarts(cards, base)
  const overlaps = (clip: SoundClip): boolean => {
    const start = clipStart(clip, starts)
    return start !== null && start < at.at + at.length && at.at < start + clipLength(clip)
  }
  const isFree = ({ id }: SoundTrack): boolean => !sound.clips.some((clip) => clip.track === id && overlaps(clip))
  return sound.tracks.find((track) => track.kind === kind && isFree(track)) ?? null
}
