/** Transitions as mixes of the film's own pictures. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { termsOf } from '../../../app/film/shot-language.ts'
import { isMadeTransition, mixer, type ShownShot } from '../../../app/film/transitions.ts'
import { displayFrame } from '../../../app/time.ts'
import { record } from './kit/arbitrary.ts'

const anyShot: fc.Arbitrary<ShownShot> = record({
  frames: fc.nat(40).map(displayFrame),
  transition: fc.option(fc.constantFrom(...termsOf('transition'))),
  over: fc.integer({ min: 1, max: 60 }).map(displayFrame)
})
const anyShots = fc.array(anyShot, { maxLength: 8 })

const shot = (frames: number, transition: ShownShot['transition'] = null, over = 4): ShownShot => ({
  frames: displayFrame(frames),
  transition,
  over: displayFrame(over)
})
/** Each frame as `frame×weight`, with weights in hundredths. */
const seen = (...shots: readonly ShownShot[]): readonly string[] => {
  const mix = mixer(shots)
  const frames = shots.reduce((sum, each) => sum + each.frames, 0)
  return Array.from({ length: frames }, (_, frame) =>
    mix(frame)
      .map(({ frame: from, weight }) => (weight === 1 ? `${from}` : `${from}×${Math.round(weight * 100)}`))
      .join('+')
  )
}

describe('each kind, frame by frame', () => {
  test('a cut, a wipe and a match cut change nothing', () => {
    for (const transition of [null, 'cut', 'wipe', 'matchCut'] as const)
      expect(seen(shot(3, transition), shot(2))).toEqual(['0', '1', '2', '3', '4'])
  })
  test('a dissolve lies around the cut; the pictures at the cut stand still', () => {
    expect(seen(shot(6, 'dissolve', 3), shot(6))).toEqual([
      ...['0', '1', '2', '3', '4', '5×75+6×25', '5×50+6×50', '5×25+7×75', '8', '9', '10', '11']
    ])
  })
  test('a fade goes through black at the cut; at the end of the film to black', () => {
    expect(seen(shot(6, 'fade'), shot(4, 'fade', 2))).toEqual(['0', '1', '2', '3', '4×50', '', '', '7×50', '8×50', ''])
  })
  test('from black, to black, and held', () => {
    expect(seen(shot(5, 'fadeIn'))).toEqual(['', '1×25', '2×50', '3×75', '4'])
    expect(seen(shot(8, 'fadeOut'), shot(2))).toEqual(['0', '1', '2', '3', '4×75', '5×50', '6×25', '', '8', '9'])
    expect(seen(shot(6, 'hold', 3), shot(1))).toEqual(['0', '1', '2', '3', '3', '3', '6'])
  })
  test('one longer than half of its shot is made shorter', () => {
    expect(seen(shot(2, 'dissolve', 50), shot(2))).toEqual(['0', '1×67+2×33', '1×33+2×67', '3'])
  })
  test('a shot that is not shown is none', () => {
    expect(seen(shot(4, 'dissolve', 2), shot(0, 'fade'), shot(4))).toEqual(seen(shot(4, 'dissolve', 2), shot(4)))
  })
})

test('weights are shares, of pictures of the shot itself or of one beside it', () => {
  fc.assert(
    fc.property(anyShots, (shots) => {
      const mix = mixer(shots)
      const shown = shots.filter(({ frames }) => frames > 0)
      let start = 0
      for (const [index, { frames }] of shown.entries()) {
        const near = [
          start - (shown[index - 1]?.frames ?? 0),
          start + frames + (shown[index + 1]?.frames ?? 0)
        ] as const
        for (let frame = start; frame < start + frames; frame += 1) {
          const layers = mix(frame)
          const sum = layers.reduce((all, { weight }) => all + weight, 0)
          expect(layers.length).toBeLessThanOrEqual(2)
          expect(sum).toBeLessThanOrEqual(1 + 1e-9)
          for (const layer of layers) {
            expect(layer.weight).toBeGreaterThan(0)
            expect(layer.frame).toBeGreaterThanOrEqual(near[0])
            expect(layer.frame).toBeLessThan(near[1])
          }
        }
        start += frames
      }
    })
  )
})

test('without a transition that is made every frame is itself', () => {
  fc.assert(
    fc.property(anyShots, (shots) => {
      const cuts = shots.map((each) => (isMadeTransition(each.transition) ? { ...each, transition: null } : each))
      const frames = cuts.reduce((sum, each) => sum + each.frames, 0)
      expect(seen(...cuts)).toEqual(Array.from({ length: frames }, (_, frame) => String(frame)))
    })
  )
})

test('the middle of a shot that is long enough is never touched', () => {
  fc.assert(
    fc.property(anyShots, fc.nat(7), (shots, at) => {
      const long = shots.map((each) => ({ ...each, frames: displayFrame(each.frames + 2 * each.over + 2 * 60 + 1) }))
      const start = long.slice(0, at).reduce((sum, each) => sum + each.frames, 0)
      const own = long[at]
      if (own === undefined) return
      const middle = start + Math.floor(own.frames / 2)
      expect(mixer(long)(middle)).toEqual([{ frame: middle, weight: 1 }])
    })
  )
})
