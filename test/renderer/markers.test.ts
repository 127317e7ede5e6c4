import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Marker } from '../../app/film/film.ts'
import { markedFrames, nextMarked, toggleMarker } from '../../renderer/timeline/markers.ts'

const perChunk = 12
const presses = fc.array(fc.nat(47), { maxLength: 30 })
const after = (frames: readonly number[]): Marker[] =>
  frames.reduce<Marker[]>((markers, frame) => toggleMarker(markers, frame, perChunk), [])

describe('markers', () => {
  it('are there after an odd number of presses on a frame, in the order of the film', () => {
    fc.assert(
      fc.property(presses, fc.nat(100), (frames, start) => {
        const odd = [...new Set(frames)].filter((each) => frames.filter((frame) => frame === each).length % 2 === 1)
        const shots = [{ card: { markers: after(frames) }, start, length: 4 }]
        const expected = odd.sort((a, b) => a - b).map((frame) => start * perChunk + frame)
        expect(markedFrames(shots, perChunk)).toEqual(expected)
      })
    )
  })

  it('behind the end of a shortened shot are not shown', () => {
    const card = { markers: after([5, 24, 30]) }
    expect(markedFrames([{ card, start: 3, length: 2 }], perChunk)).toEqual([41])
    expect(markedFrames([{ card, start: 3, length: 3 }], perChunk)).toEqual([41, 60, 66])
  })

  it('are gone through one after the other, and round', () => {
    expect([0, 5, 30, 90].map((frame) => nextMarked([5, 30, 90], frame))).toEqual([5, 30, 90, 5])
    expect(nextMarked([], 3)).toBeNull()
  })
})
