/**
 * Transitions between shots, as mixes of pictures of the film itself: for each display frame which frames are seen, and how much
 * of each. Player and exports draw by the same mixes. No transition changes the length of the film or needs pictures beyond
 * what a shot shows: where one shot is over, or has not begun, its last or first picture stands still.
 */
import { displayFrame, type DisplayFrame } from '../time.ts'
import type { Card } from './film.ts'
import type { Term } from './shot-language.ts'

/** A picture of the film, and its share of what is seen. */
export interface Layer {
  readonly frame: DisplayFrame
  /** Above 0, at most 1. */
  readonly weight: number
}

/** What is seen at a frame: weights sum to at most 1, the rest is black; at most two layers. */
export type Mix = readonly Layer[]

/** A shot as it is shown. */
export interface ShownShot {
  /** May be 0: it is not shown. */
  readonly frames: DisplayFrame
  readonly transition: Term<'transition'> | null
  /** Frames that its transition takes, at least 1. */
  readonly over: DisplayFrame
}

/** Transitions that are made; the others are cuts. */
const madeTransitions = ['dissolve', 'fade', 'fadeIn', 'fadeOut', 'hold'] as const
export const isMadeTransition = (term: Term<'transition'> | null): boolean =>
  madeTransitions.some((made) => made === term)

/** Frames that a card's transition takes: what it says, else half a second. */
export const transitionFrames = ({ transitionLength }: Pick<Card, 'transitionLength'>, fps: number): DisplayFrame =>
  transitionLength ?? displayFrame(Math.max(1, Math.round(fps / 2)))

/** A shot's place, and the frames that its transitions take at its two ends; each at most half of it, so that they never meet. */
interface Placed {
  readonly start: number
  readonly end: number
  /** Of the transition to the next shot, before its end and after it. */
  readonly out: number
  readonly into: number
  readonly shot: ShownShot
}

const half = (frames: number): number => Math.floor(frames / 2)

function placed(shots: readonly ShownShot[]): readonly Placed[] {
  let start = 0
  const shown = shots.filter(({ frames }) => frames > 0)
  return shown.map((shot, index) => {
    const next = shown[index + 1]
    const end = start + shot.frames
    const [before, after] = sidesOf(shot, next === undefined)
    const place = {
      start,
      end,
      shot,
      out: Math.min(before, half(shot.frames)),
      into: Math.min(after, half(next?.frames ?? 0))
    }
    start = end
    return place
  })
}

/** Frames before and after the end of a shot that its transition asks for. */
function sidesOf({ transition, over }: ShownShot, last: boolean): readonly [before: number, after: number] {
  const around = [half(over), over - half(over)] as const
  if (transition === 'dissolve') return last ? [0, 0] : around
  if (transition === 'fade' && !last) return around
  return transition === 'fade' || transition === 'fadeOut' || transition === 'hold' ? [over, 0] : [0, 0]
}

/**
 * @param shots of the film in order
 * @returns what is seen at a frame of the film, counted from 0; frames beyond the film are themselves
 */
export function mixer(shots: readonly ShownShot[]): (frame: number) => Mix {
  const places = placed(shots)
  return (frame) => {
    const index = indexAt(places, frame)
    const place = places[index]
    if (place === undefined || frame >= place.end) return whole(frame)
    const before = places[index - 1]
    if (before !== undefined && frame < place.start + before.into) return over(before, frame)
    if (frame >= place.end - place.out) return over(place, frame)
    return before === undefined || before.into === 0 ? opening(place, frame) : whole(frame)
  }
}

const whole = (frame: number, weight = 1): Mix => (weight > 0 ? [{ frame: displayFrame(frame), weight }] : [])

/** A frame of the transition at the end of a shot. */
function over({ end, out, into, shot: { transition } }: Placed, frame: number): Mix {
  const step = frame - (end - out)
  if (transition === 'hold') return whole(end - out)
  if (transition === 'dissolve') {
    const coming = (step + 1) / (out + into + 1)
    return [...whole(Math.min(frame, end - 1), 1 - coming), ...whole(Math.max(frame, end), coming)]
  }
  // Through black: the last frame before the cut is black, and so is the first behind it.
  return frame < end ? whole(frame, (out - 1 - step) / out) : whole(frame, (frame - end) / into)
}

/** A frame of a shot that no other transition touches: it may come from black. */
function opening({ start, end, shot: { frames, transition, over } }: Placed, frame: number): Mix {
  const length = Math.min(over, frames)
  return transition === 'fadeIn' && frame < Math.min(end, start + length)
    ? whole(frame, (frame - start) / length)
    : whole(frame)
}

/** The last place that begins at or before a frame. */
function indexAt(places: readonly Placed[], frame: number): number {
  let [low, high] = [0, places.length - 1]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (places[middle]!.start <= frame) low = middle
    else high = middle - 1
  }
  return low
}
