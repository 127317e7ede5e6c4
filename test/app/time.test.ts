import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  ambiguousSeconds,
  chunk,
  chunksToFrames,
  chunksToSeconds,
  clock,
  displayFrame,
  formatSeconds,
  latentFrame,
  latentsToFrames,
  parseSeconds,
  seconds,
  secondsToChunks,
  timecode
} from '../../app/time.ts'

const storybook = { fps: 12, framesPerLatent: 4, latentsPerChunk: 3 }
const wan = { fps: 16, framesPerLatent: 4, latentsPerChunk: 3 }

describe('units of time', () => {
  test('refuse invalid counts', () => {
    for (const value of [-1, 0.5, NaN, Infinity]) {
      expect(() => chunk(value)).toThrow(RangeError)
      expect(() => displayFrame(value)).toThrow(RangeError)
    }
    expect(() => seconds(-0.1)).toThrow(RangeError)
    expect(() => seconds(Infinity)).toThrow(RangeError)
  })

  test('count display frames as they are shown', () => {
    expect(latentsToFrames(latentFrame(0), wan)).toBe(0)
    expect(chunksToFrames(chunk(1), wan)).toBe(12)
    expect(chunksToFrames(chunk(80), wan)).toBe(960)
    expect(chunksToFrames(chunk(80), storybook)).toBe(960)
  })

  test('snap lengths to whole chunks, at least one', () => {
    expect([0, 0.2, 1.4, 1.5, 4].map((length) => secondsToChunks(seconds(length), storybook))).toEqual([1, 1, 1, 2, 4])
    expect(secondsToChunks(seconds(3), wan)).toBe(4)
  })
})

test.each([
  [0, '0:00'],
  [8, '0:08'],
  [65, '1:05'],
  [2.25, '0:02.25'],
  [59.999, '1:00'],
  [3725.5, '1:02:05.50']
])('%d s is displayed as %s', (at, expected) => {
  expect(clock(seconds(at))).toBe(expected)
})

describe('timecode', () => {
  test.each([
    [0, '00:00:00:00'],
    [11, '00:00:00:11'],
    [12, '00:00:01:00'],
    [89, '00:00:07:05'],
    [12 * 3599 + 11, '00:59:59:11'],
    [12 * 3600, '01:00:00:00']
  ])('frame %i is %s', (frame, expected) => {
    expect(timecode(displayFrame(frame), storybook)).toBe(expected)
  })
})

describe('lengths in words', () => {
  test.each([
    ['4', 4],
    ['4 s', 4],
    ['4.5s', 4.5],
    ['2 Seconds', 2],
    ['1:30', 90],
    ['2 min', 120],
    ['4,5 s', 4.5],
    ['0,125 s', 0.125],
    ['4,25Sek.', 4.25],
    ['1500,5', 1500.5],
    ['1,500.5 s', 1500.5],
    ['1.500,5 s', 1500.5],
    ['1,500,000', 1_500_000],
    ['1.125 s', 1.125], // as it is printed
    ['４秒', 4],
    ['１：３０', 90],
    ['２．５ 分', 150],
    ['3 сек', 3],
    ['0', 0]
  ])('%s', (text, expected) => {
    expect(parseSeconds(text)).toBe(expected)
  })

  test.each([
    '',
    's',
    '-4',
    '4 weeks',
    '1:75',
    '1e3',
    '4..5',
    'Infinity',
    '0x10',
    '4 s 5',
    '1,500 s',
    '4,5,5',
    '1.5.5',
    '4.'
  ])('%j is no length', (text) => {
    expect(parseSeconds(text)).toBeNull()
  })

  test('are ambiguous with a comma before three digits', () => {
    expect(['1,500 s', '10,000', '2,250 min', '1,500.5', '4,5', '0,125', '1500'].map(ambiguousSeconds)).toEqual([
      ...[[1.5, 1500], [10, 10_000], [2.25, 2250], null, null, null, null]
    ])
  })

  test('survive printing and parsing', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3600 }).map(chunk), fc.constantFrom(storybook, wan), (chunks, base) => {
        expect(secondsToChunks(parseSeconds(formatSeconds(chunksToSeconds(chunks, base)))!, base)).toBe(chunks)
      }),
      { seed: 6 }
    )
  })
})
