/** Marked instants of the film. Pure. */
import type { Marker } from '../../app/film/film.ts'
import { chunk, displayFrame } from '../../app/time.ts'
import type { Shot } from '../state/shots.ts'

type Standing = Pick<Shot, 'start' | 'length'> & { readonly card: { readonly markers: readonly Marker[] } }

/** Display frames of the film that are marked, in order; markers behind the end of a shortened shot are left out. */
export function markedFrames(shots: readonly Standing[], framesPerChunk: number): number[] {
  return shots.flatMap(({ card, start, length }) =>
    card.markers
      .filter((marker) => marker.chunk < length)
      .map((marker) => (start + marker.chunk) * framesPerChunk + marker.frame)
      .sort((a, b) => a - b)
  )
}

/** A shot's markers with one more at a display frame counted from its start; the one that is there goes away. */
export function toggleMarker(markers: readonly Marker[], frame: number, framesPerChunk: number): Marker[] {
  const at = { chunk: chunk(Math.floor(frame / framesPerChunk)), frame: displayFrame(frame % framesPerChunk) }
  const others = markers.filter((marker) => marker.chunk !== at.chunk || marker.frame !== at.frame)
  return others.length < markers.length ? others : [...others, { ...at, text: '' }]
}

/** The marked frame after `frame`, from the beginning again after the last; null when none is marked. */
export function nextMarked(frames: readonly number[], frame: number): number | null {
  return frames.find((each) => each > frame) ?? frames[0] ?? null
}
