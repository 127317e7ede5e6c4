import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Marker } from '../../../app/film/film.ts'
import { cardId } from '../../../app/ids.ts'
import { namedMarker, nextMarked, placeMarkers, toggleMarker } from '../../../renderer/model/markers.ts'

const perChunk = 12
const id = cardId('card')
const presses = fc.array(fc.nat(47), { maxLength: 30 })
const after = (frames: readonly number[]): Marker[] =>
  frames.reduce<Marker[]>((markers, frame) => toggleMarker(markers, frame, perChunk), [])

const framesOf = (...shots: Parameters<typeof placeMarkers>[0]): number[] =>
  placeMarkers(shots, perChunk).map(({ frame }) => frame)

describe('markers', () => {
  test('are toggled per frame, and sorted', () => {
    fc.assert(
      fc.property(presses, fc.nat(100), (frames, start) => {
        const odd = [...new Set(frames)].filter((each) => frames.filter((frame) => frame === each).length % 2 === 1)
        const shot = { id, card: { markers: after(frames) }, start, length: 4 }
        const expected = odd.sort((a, b) => a - b).map((frame) => start * perChunk + frame)
        expect(framesOf(shot)).toEqual(expected)
      })
    )
  })

  test('behind the end of a shortened shot are not shown', () => {
    const card = { markers: after([5, 24, 30]) }
    expect(framesOf({ id, card, start: 3, length: 2 })).toEqual([41])
    expect(framesOf({ id, card, start: 3, length: 3 })).toEqual([41, 60, 66])
  })

  test('keep order and position when renamed', () => {
    const named = namedMarker(after([30, 5, 24]), 24, perChunk, 'The kiss')
    const placed = placeMarkers([{ id, card: { markers: named }, start: 1, length: 4 }], perChunk)
    expect(placed).toEqual([
      { card: id, at: 5, frame: 17, text: '' },
      { card: id, at: 24, frame: 36, text: 'The kiss' },
      { card: id, at: 30, frame: 42, text: '' }
    ])
    expect(named.map(({ chunk, frame }) => chunk * perChunk + frame)).toEqual([5, 24, 30])
    expect(toggleMarker(named, 24, perChunk)).toEqual(after([5, 30]))
  })

  test('are deduplicated', () => {
    const [marker] = after([5])
    expect(framesOf({ id, card: { markers: [marker!, marker!] }, start: 1, length: 4 })).toEqual([17])
  })

  test('are visited in order, wrapping around', () => {
    const marked = [5, 30, 90].map((frame) => ({ card: id, at: frame, frame, text: '' }))
    expect([0, 5, 30, 90].map((frame) => nextMarked(marked, frame))).toEqual([5, 30, 90, 5])
    expect(nextMarked([], 3)).toBeNull()
  })
})
