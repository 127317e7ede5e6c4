/** The film as an editing program has it: whatever the film and the rate, no frame is missing and none stands twice. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { byShot, cutList, takeChoices } from '../../../../app/exchange/handoff/cut-list.ts'
import {
  cut,
  editRate,
  editRateNames,
  editTimecode,
  milliseconds,
  editFrame
} from '../../../../app/exchange/handoff/rate.ts'
import { displayFrame } from '../../../../app/time.ts'
import { anyShots, made, storybook, wan, type ShotSpec } from './kit/films.ts'

const listOf = (shots: readonly ShotSpec[], base = storybook, rate = editRate('24')) => {
  const { film, ledger } = made(shots)
  return cutList(film, ledger, base, rate)
}

describe('where a picture begins', () => {
  test('at 24 fps: pictures of 12 fps repeat twice, of 16 fps 2 1 2 1 times', () => {
    const at = (fps: number) =>
      Array.from({ length: 5 }, (_, frame) => cut(displayFrame(frame), { ...storybook, fps }, editRate('24')))
    expect(at(12)).toEqual([0, 2, 4, 6, 8])
    expect(at(16)).toEqual([0, 2, 3, 5, 6])
    expect(at(24)).toEqual([0, 1, 2, 3, 4])
    expect([9, 21, 33].map((frame) => cut(displayFrame(frame), wan, editRate('24')))).toEqual([14, 32, 50])
  })

  test('23.976 and 29.97 have the frame numbers of 24 and 30, 0.1 % slower', () => {
    for (const [slow, plain] of [
      ['23.976', '24'],
      ['29.97', '30']
    ] as const) {
      expect(cut(displayFrame(1201), storybook, editRate(slow))).toBe(
        cut(displayFrame(1201), storybook, editRate(plain))
      )
      expect(milliseconds(editFrame(24_000), editRate(slow)) / milliseconds(editFrame(24_000), editRate(plain))).toBe(
        1.001
      )
    }
  })

  test('is non-drop-frame timecode that wraps after 24 hours', () => {
    expect(editTimecode(86_400 + 25, editRate('24'))).toBe('01:00:01:01')
    expect(editTimecode(86_400 + 25, editRate('25'))).toBe('00:57:37:00')
    expect(editTimecode(24 * 3600 * 30 + 3, editRate('29.97'))).toBe('00:00:00:03')
  })
})

describe('the cut', () => {
  test('of any film at any rate has no gap and no overlap, and ends with the film', () => {
    fc.assert(
      fc.property(anyShots, fc.constantFrom(storybook, wan), fc.constantFrom(...editRateNames), (shots, base, name) => {
        const rate = editRate(name)
        const { events, length } = listOf(shots, base, rate)
        let end = 0
        for (const event of events) {
          expect(event.start).toBe(end)
          expect(event.length).toBeGreaterThan(0)
          end += event.length
          for (const { at } of event.markers) expect(at).toBeLessThan(event.length)
          if (event.clip === null) continue
          const { from, media } = event.clip
          expect(from + event.length).toBeLessThanOrEqual(media.length)
        }
        const frames = shots.reduce((sum, shot) => sum + shot.length * 12, 0)
        expect([end, length]).toEqual([length, cut(displayFrame(frames), base, rate)])
        expect(byShot(events)).toHaveLength(shots.length)
      })
    )
  })

  test('has a gap where nothing is made, as long as that is planned', () => {
    const { events } = listOf([
      { length: 2, takes: [5], from: 1 },
      { length: 3, takes: [1] },
      { length: 1, takes: [] },
      { length: 1, takes: [0, 4] }
    ])
    expect(events.map(({ start, length, clip, shot }) => [start, length, clip?.from ?? null, shot.number])).toEqual([
      [0, 48, 24, '1'],
      [48, 24, 0, '2'],
      [72, 48, null, '2'],
      [120, 24, null, '3'],
      [144, 24, null, '4']
    ])
  })

  test('take files contain the handles that shots leave out', () => {
    const [event] = listOf([{ length: 2, takes: [5], from: 1 }]).events
    expect([event!.clip!.from, event!.length, event!.clip!.media.length]).toEqual([24, 48, 120])
  })

  test('keeps markers in place, and drops those outside the part shown', () => {
    const markers = [
      { chunk: 0, frame: 3, text: 'in' },
      { chunk: 1, frame: 0, text: 'not made' },
      { chunk: 5, frame: 0, text: 'out' }
    ]
    const { events } = listOf([
      { length: 1, takes: [1] },
      { length: 2, takes: [1], markers }
    ])
    expect(events.map(({ markers }) => markers)).toEqual([[], [{ at: 6, text: 'in' }], [{ at: 0, text: 'not made' }]])
  })
})

describe('takes', () => {
  const shots: readonly ShotSpec[] = [{ length: 1, takes: [1, 2, 0, 3], starred: [1] }]
  const numbers = (choice: (typeof takeChoices)[number]): readonly number[] => {
    const { film, ledger } = made(shots)
    return cutList(film, ledger, storybook, editRate('24'), choice).media.map(({ number }) => number)
  }

  test('are included as chosen: shown, starred too, or all', () => {
    expect(takeChoices.map(numbers)).toEqual([[1], [1, 2], [1, 2, 4]])
  })

  test('a take that two shots show is one file', () => {
    const { film, ledger } = made([{ length: 1, takes: [4] }])
    const [card] = film.cards
    const second = { ...card!, id: 'second' as never, takes: [{ ...card!.takes[0]!, from: 2 as never }] }
    const { media, events } = cutList({ ...film, cards: [card!, second] }, ledger, storybook, editRate('24'))
    expect(media.map(({ name }) => name)).toEqual(['001_t1.mov'])
    expect(events.map(({ clip }) => [clip!.media.name, clip!.from])).toEqual([
      ['001_t1.mov', 0],
      ['001_t1.mov', 48]
    ])
  })
})

describe('names', () => {
  test('are ASCII and unique ignoring case; reels have at most 8 characters', () => {
    fc.assert(
      fc.property(anyShots, (shots) => {
        const { film, ledger } = made(shots)
        const { media } = cutList(film, ledger, storybook, editRate('24'), 'all')
        for (const { name, reel } of media) {
          expect(name).toMatch(/^[A-Z0-9]+(?:x\d+)?_t\d+\.mov$/)
          expect(reel).toMatch(/^[A-Z0-9]{1,8}$/)
        }
        expect(new Set(media.map(({ name }) => name.toLowerCase())).size).toBe(media.length)
        expect(new Set(media.map(({ reel }) => reel)).size).toBe(media.length)
      })
    )
  })

  test('say the shot and the take', () => {
    const shot = (shot: string): ShotSpec => ({ length: 1, takes: [1], shot })
    const { media } = listOf([
      shot('12a'),
      shot('12A'),
      shot(''),
      shot('Szene 3b'),
      shot('第場'),
      shot('A-LONG-NUMBER')
    ])
    expect(media.map(({ name, reel }) => `${name} ${reel}`)).toEqual([
      '012A_t1.mov 012AT1',
      '012Ax2_t1.mov 012AX2T1',
      '003_t1.mov 003T1',
      'SZENE3B_t1.mov R0000001',
      '005_t1.mov 005T1',
      'ALONGNUMBER_t1.mov R0000002'
    ])
  })
})
