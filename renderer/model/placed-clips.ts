/** The clips of a film's sound as the timeline shows them. Pure. */
import { shotNumber, type Film } from '../../app/film/film.ts'
import { clipLength, heardTracks, type SoundClip } from '../../app/film/sound.ts'
import type { CardId } from '../../app/ids.ts'
import { cardStarts, clipStart, type Stretch } from '../../app/sound/places.ts'
import type { Timebase } from '../../app/time.ts'

/** A clip with its place in the film, in samples. */
export interface PlacedClip extends Stretch {
  readonly clip: SoundClip
  /** Number of the shot it goes along with; null: it stays with the film. */
  readonly shot: string | null
  /** Its track is heard. */
  readonly heard: boolean
}

/** A card with its place in the film, in samples. */
export interface CardStretch extends Stretch {
  readonly id: CardId
  readonly number: string
}

/** In the order of their beginnings. Clips whose card is not in the film are not shown. */
export function placeClips({ cards, sound }: Film, base: Timebase): readonly PlacedClip[] {
  if (sound.clips.length === 0) return []
  const starts = cardStarts(cards, base)
  const numbers = new Map(cards.map((card, index) => [card.id, shotNumber(card, index)]))
  const heard = new Set(heardTracks(sound).map(({ id }) => id))
  return sound.clips
    .flatMap((clip): PlacedClip[] => {
      const at = clipStart(clip, starts)
      if (at === null) return []
      const shot = clip.card === null ? null : (numbers.get(clip.card) ?? null)
      return [{ clip, at, length: clipLength(clip), shot, heard: heard.has(clip.track) }]
    })
    .toSorted((one, other) => one.at - other.at)
}

/** The cards of a film, which is `end` samples long. */
export function cardStretches({ cards }: Film, base: Timebase, end: number): readonly CardStretch[] {
  const starts = [...cardStarts(cards, base)]
  return starts.map(([id, at], index) => ({
    id,
    number: shotNumber(cards[index]!, index),
    at,
    length: (starts[index + 1]?.[1] ?? end) - at
  }))
}
