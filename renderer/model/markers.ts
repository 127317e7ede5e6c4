/** The film's markers and their names. Pure. */
import type { Instant, Marker } from '../../app/film/film.ts'
import type { CardId } from '../../app/ids.ts'
import { chunk, displayFrame } from '../../app/time.ts'
import type { Shot } from './shots.ts'

type Standing = Pick<Shot, 'id' | 'start' | 'length'> & { readonly card: { readonly markers: readonly Marker[] } }

/** Identifies a marker: a shot, and a display frame counted from the shot's start. */
export interface MarkerPlace {
  readonly card: CardId
  readonly at: number
}

export const isMarker = (one: MarkerPlace, other: MarkerPlace): boolean =>
  one.card === other.card && one.at === other.at

/** A marker with its position in the film. */
export interface Marked extends MarkerPlace {
  /** Display frame of the film. */
  readonly frame: number
  /** Its name; may be empty. */
  readonly text: string
}

/** In film order, one per frame; markers beyond the end of a shortened shot are left out. */
export function placeMarkers(shots: readonly Standing[], framesPerChunk: number): Marked[] {
  return shots.flatMap(({ id, card, start, length }) => {
    const placed = card.markers
      .filter((marker) => marker.chunk < length)
      .map(({ chunk, frame, text }) => ({ at: chunk * framesPerChunk + frame, text }))
      .map(({ at, text }) => ({ card: id, at, frame: start * framesPerChunk + at, text }))
      .sort((a, b) => a.frame - b.frame)
    return placed.filter(({ frame }, index) => frame !== placed[index - 1]?.frame) // a file may hold duplicates
  })
}

/** A display frame of a shot, counted from its start, as a card stores it. */
export const instantAt = (frame: number, framesPerChunk: number): Instant => ({
  chunk: chunk(Math.floor(frame / framesPerChunk)),
  frame: displayFrame(frame % framesPerChunk)
})

/** A shot's markers without the one at a display frame, counted from the shot's start. */
export function withoutMarker(markers: readonly Marker[], frame: number, framesPerChunk: number): Marker[] {
  const place = instantAt(frame, framesPerChunk)
  return markers.filter((marker) => marker.chunk !== place.chunk || marker.frame !== place.frame)
}

/** A shot's markers with the one at a display frame, counted from the shot's start, called `text`. */
export function namedMarker(markers: readonly Marker[], frame: number, framesPerChunk: number, text: string): Marker[] {
  const all = [...withoutMarker(markers, frame, framesPerChunk), { ...instantAt(frame, framesPerChunk), text }]
  return all.sort((a, b) => a.chunk - b.chunk || a.frame - b.frame)
}

/** Toggles a shot's marker at a display frame counted from its start. */
export function toggleMarker(markers: readonly Marker[], frame: number, framesPerChunk: number): Marker[] {
  const others = withoutMarker(markers, frame, framesPerChunk)
  return others.length < markers.length ? others : namedMarker(markers, frame, framesPerChunk, '')
}

/** The next marked frame after `frame`, wrapping around at the end; null when there are no markers. */
export function nextMarked(marked: readonly Marked[], frame: number): number | null {
  return (marked.find((each) => each.frame > frame) ?? marked[0])?.frame ?? null
}
