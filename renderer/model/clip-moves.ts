/** What moving, trimming and fading make of a clip. Pure; all times in samples. */
import type { SoundClip } from '../../app/film/sound.ts'
import { clipLength } from '../../app/film/sound.ts'
import { sample, sampleShift } from '../../app/time.ts'
import type { CardStretch, PlacedClip } from './placed-clips.ts'

/** The shortest clip that a trim leaves: a tenth of a second. */
export const shortest = 4_800

type Anchor = Pick<SoundClip, 'card' | 'start'>

/**
 * A clip that is to begin at `to`. One of a card stays with it as long as it sounds there at all, so that it can begin before
 * or end after its card; else it goes along with the card under its beginning.
 */
export function movedClip({ clip, length }: PlacedClip, to: number, cards: readonly CardStretch[]): Anchor {
  const at = Math.max(0, Math.round(to))
  if (clip.card === null) return { card: null, start: sampleShift(at) }
  const own = cards.find(({ id }) => id === clip.card)
  const stays = own && at < own.at + own.length && at + length > own.at
  return anchoredTo(stays ? own : cardUnder(cards, at), at)
}

/** A clip that begins at `at`, anchored to the card there, or to the film. */
export const anchored = (to: 'card' | 'film', at: number, cards: readonly CardStretch[]): Anchor =>
  to === 'film' ? { card: null, start: sampleShift(Math.max(0, at)) } : anchoredTo(cardUnder(cards, at), at)

/** The card at a sample, else the last one. */
export const cardUnder = (cards: readonly CardStretch[], at: number): CardStretch | undefined =>
  cards.findLast((card) => card.at <= at) ?? cards[0]

const anchoredTo = (card: CardStretch | undefined, at: number): Anchor => ({
  card: card?.id ?? null,
  start: sampleShift(at - (card?.at ?? 0))
})

export type Edge = 'start' | 'end'

/** Bounds for moving an edge of a clip, by the sound there is: at least and at most by how much, later counts positive. */
function trimBounds({ clip, at }: PlacedClip, edge: Edge, samples: number): readonly [number, number] {
  const room = Math.max(0, clipLength(clip) - shortest)
  if (edge === 'end') return [-room, samples - clip.out]
  return [-Math.min(clip.in, clip.card === null ? at : Infinity), room]
}

/** A clip with its start or end moved by `by`, as far as there is sound. @param samples length of the whole sound */
export function trimmedClip(
  placed: PlacedClip,
  edge: Edge,
  by: number,
  samples: number
): Pick<SoundClip, 'start' | 'in' | 'out'> {
  const { clip } = placed
  const [least, most] = trimBounds(placed, edge, samples)
  const moved = Math.round(Math.max(least, Math.min(most, by)))
  if (edge === 'end') return { start: clip.start, in: clip.in, out: sample(clip.out + moved) }
  return { start: sampleShift(clip.start + moved), in: sample(clip.in + moved), out: clip.out }
}

/** A clip with one fade of `length`, as far as the other one leaves room. */
export function fadedClip(clip: SoundClip, edge: Edge, length: number): Pick<SoundClip, 'fadeIn' | 'fadeOut'> {
  const { fadeIn, fadeOut } = clip
  const room = clipLength(clip) - (edge === 'start' ? fadeOut : fadeIn)
  const now = sample(Math.round(Math.max(0, Math.min(room, length))))
  return edge === 'start' ? { fadeIn: now, fadeOut } : { fadeIn, fadeOut: now }
}

/**
 * Moves `by` so that one of the `edges` falls on a point nearby.
 * @param within samples; the nearest point wins
 */
export function snapped(by: number, edges: readonly number[], points: readonly number[], within: number): number {
  let best = by
  let least = within
  for (const edge of edges)
    for (const point of points) {
      const away = Math.abs(point - edge - by)
      if (away < least) [best, least] = [point - edge, away]
    }
  return best
}
