/** What other programs put into a cut: read, listed or refused. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Failure } from '../../../../app/base/failure.ts'
import { cutList } from '../../../../app/exchange/handoff/cut-list.ts'
import type { EditedCut } from '../../../../app/exchange/handoff/edited-cut.ts'
import { editRate } from '../../../../app/exchange/handoff/rate.ts'
import { readCut } from '../../../../app/exchange/handoff/read-cut.ts'
import { parseFilm } from '../../../../app/film/schema.ts'
import { damage } from '../kit/damage.ts'
import { made, storybook, wan } from './kit/films.ts'
import { shots } from './kit/handed-off.ts'
import { back, kinds, leftOf, printed } from './kit/reedited.ts'

const { film, ledger } = made(shots.map(({ scene: _, ...shot }) => shot)) // this kit's scenes have no real ids
const texts = Object.fromEntries(
  kinds.map((kind) => [kind, printed(kind, cutList(film, ledger, storybook, editRate('24')))])
) as Record<(typeof kinds)[number], string>
const read = (kind: string, text: string, base = storybook, rate?: number): EditedCut =>
  readCut({ name: `a.${kind}`, text }, base, rate)
const parts = ({ events }: EditedCut) => events.map(({ names, in: start, length }) => [names[0], start, length])
const refusal = (work: () => unknown): Failure => {
  try {
    work()
  } catch (error) {
    return Failure.from(error)
  }
  throw new Error('nothing was refused')
}

const time = (value: number, rate = 24) => ({ OTIO_SCHEMA: 'RationalTime.1', value, rate })
const range = (start: number, length: number, rate = 24) => ({
  OTIO_SCHEMA: 'TimeRange.1',
  start_time: time(start, rate),
  duration: time(length, rate)
})
const clip = (name: string, start: number, length: number, more: object = {}) => ({
  OTIO_SCHEMA: 'Clip.1',
  name,
  source_range: range(start, length),
  media_reference: { OTIO_SCHEMA: 'MissingReference.1', name: '' },
  ...more
})
const track = (children: readonly object[], more: object = {}) => ({
  OTIO_SCHEMA: 'Track.1',
  kind: 'Video',
  children,
  ...more
})
const stack = (children: readonly object[], more: object = {}) => ({ OTIO_SCHEMA: 'Stack.1', children, ...more })
const timeline = (tracks: object): string =>
  JSON.stringify({ OTIO_SCHEMA: 'Timeline.1', name: 'x', global_start_time: time(86_400), tracks })

describe('OpenTimelineIO', () => {
  test('tracks and stacks inside a track are read through, as far as they are seen', () => {
    const inner = track([clip('b', 0, 48), clip('c', 0, 48)], { source_range: range(24, 48) })
    const cut = read('otio', timeline(stack([track([clip('a', 0, 24), stack([inner]), clip('d', 86_400, 24)])])))
    expect(parts(cut)).toEqual([
      ['a', 0, 1],
      ['b', 1, 1],
      ['c', 0, 1],
      ['d', 0, 1]
    ])
    expect(cut.left).toEqual([])
  })

  test('what is not taken in is listed', () => {
    const effects = [
      { OTIO_SCHEMA: 'LinearTimeWarp.1', name: '', time_scalar: 2 },
      { OTIO_SCHEMA: 'LinearTimeWarp.1', name: '', time_scalar: 1 },
      { OTIO_SCHEMA: 'Effect.1', name: 'Blur' }
    ]
    const cut = read(
      'otio',
      timeline(
        stack([
          track([]),
          track([
            clip('a', 0, 24, { effects }),
            { OTIO_SCHEMA: 'Transition.1', name: 'Dissolve', transition_type: 'SMPTE_Dissolve' },
            clip('b', 0, 24, { enabled: false }),
            { OTIO_SCHEMA: 'Widget.1', name: 'What' }
          ]),
          track([clip('title', 0, 24)], { name: 'V2', markers: [{ OTIO_SCHEMA: 'Marker.2', name: 'Look' }] }),
          track([clip('song', 0, 24)], { name: 'A1', kind: 'Audio' })
        ])
      )
    )
    expect(parts(cut)).toEqual([
      ['a', 0, 1],
      [undefined, 0, 1]
    ])
    const once = ['speed', 'effect', 'transition', 'disabled', 'other', 'track', 'sound']
    expect(leftOf(cut)).toEqual(Object.fromEntries(once.map((kind) => [kind, 1])))
  })

  test.each([
    [24000 / 1001, 24],
    [23.976, 24],
    [29.97, 30],
    [59.94, 60],
    [25, 25],
    [12.5, 12.5]
  ])('at %s frames a second counts %s', (rate, counted) => {
    const one = { ...clip('a', 0, 1), source_range: range(counted * 3600 + counted, counted * 2, rate) }
    const [event] = read('otio', timeline(stack([track([one])]))).events
    expect(event).toMatchObject({ in: 1, length: 2, rate: counted })
  })

  test('a clip begins where its file does, whatever the timecode of that', () => {
    const media_references = { A: { OTIO_SCHEMA: 'ExternalReference.1', available_range: range(240, 240) } }
    const one = { ...clip('a', 264, 24), OTIO_SCHEMA: 'Clip.2', media_references, active_media_reference_key: 'A' }
    expect(parts(read('otio', timeline(stack([track([one])]))))).toEqual([['a', 1, 1]])
  })

  test.each([
    ['no JSON', '{', 'cut.otio'],
    ['something else', '{"OTIO_SCHEMA":"Clip.1"}', 'cut.otio'],
    ['a timeline without tracks', '{"OTIO_SCHEMA":"Timeline.1"}', 'cut.otio'],
    ['an empty one', timeline(stack([track([])])), 'cut.empty'],
    [
      'deep nesting',
      timeline(JSON.parse(`${'{"OTIO_SCHEMA":"Stack.1","children":['.repeat(40)}${']}'.repeat(40)}`) as object),
      'cut.otio'
    ],
    ['too many clips', timeline(stack([track(Array.from({ length: 50_001 }, () => ({})))])), 'cut.many']
  ])('%s is refused', (_, text, code) => expect(refusal(() => read('otio', text)).code).toBe(code))
})

const list = (...lines: readonly string[]): string => ['TITLE: x', 'FCM: NON-DROP FRAME', '', ...lines].join('\r\n')
const names = (name: string): string => `* FROM CLIP NAME: ${name}`

describe('an edit decision list', () => {
  test('cuts, black and holes are read; the rest is listed, by line', () => {
    const cut = read(
      'edl',
      list(
        '001  A001     V     C        01:00:01:00 01:00:02:00 00:00:00:00 00:00:01:00',
        names('a.mov'),
        '004  C001     A2    C        00:00:00:00 00:00:02:00 00:00:05:00 00:00:07:00',
        names('song.wav'),
        '002  BL       V     C        00:00:00:00 00:00:01:00 00:00:01:00 00:00:02:00',
        '003  A001     AA/V  C        01:00:02:00 01:00:02:00 00:00:03:00 00:00:03:00',
        '003  B001     AA/V  D    012 00:00:00:00 00:00:02:00 00:00:03:00 00:00:05:00',
        '* FROM CLIP NAME: a.mov',
        '* TO CLIP NAME: b.mov',
        'M2   B001          048.0                00:00:00:00',
        '005  D001     V     C        00:00:00:00 00:00:02:00 00:00:05:00 00:00:06:00',
        '* SOURCE FILE: /there/012A_t1.mov',
        '* ASC_SOP: (1 1 1)'
      )
    )
    expect(parts(cut)).toEqual([
      ['a.mov', 1, 1],
      [undefined, 0, 1],
      [undefined, 0, 1],
      ['b.mov', 0, 2],
      ['D001', 0, 1]
    ])
    expect(leftOf(cut)).toEqual({ transition: 1, speed: 2, sound: 1, comment: 1 })
    expect(cut.left.find(({ kind }) => kind === 'sound')!.examples).toEqual([{ line: 6, quote: 'C001' }])
  })

  test('what overlaps is on another track, and the order is that of the film', () => {
    const cut = read(
      'edl',
      list(
        '001  B V C 00:00:00:00 00:00:01:00 00:00:02:00 00:00:03:00',
        '002  A V C 00:00:00:00 00:00:02:00 00:00:00:00 00:00:02:00',
        '003  T V C 00:00:00:00 00:00:01:00 00:00:01:00 00:00:02:00'
      )
    )
    expect(parts(cut).map(([name]) => name)).toEqual(['A', 'B'])
    expect(leftOf(cut)).toEqual({ track: 1 })
  })

  test('its rate is the one at which most times are on a chunk, unless it is said', () => {
    for (const name of ['24', '25', '30'] as const) {
      const there = made([
        { length: 3, takes: [5], from: 1 },
        { length: 2, takes: [2] }
      ])
      const text = printed('edl', cutList(there.film, there.ledger, wan, editRate(name)))
      expect(read('edl', text, wan).rates!.chosen).toBe(Number(name))
      expect(back('edl', text, there.film, wan).edit).toBeNull()
    }
    const text = list('001  A V C 00:00:00:00 00:00:01:12 00:00:00:00 00:00:01:12')
    expect(read('edl', text).rates).toEqual({ chosen: 24, possible: [24, 25, 30, 48, 50, 60] })
    expect(read('edl', text, storybook, 48).events[0]!.length).toBe(1.25)
    const fast = list('001  A V C 00:00:00:00 00:00:01:29 00:00:00:00 00:00:01:29')
    expect(read('edl', fast).rates!.possible[0]).toBe(30)
    expect(refusal(() => read('edl', fast, storybook, 24)).code).toBe('cut.edl')
  })

  test.each([
    ['drop-frame timecode', 'FCM: DROP FRAME\n001  A V C 00:00:00:00 00:00:01:00 00:00:00:00 00:00:01:00', 'cut.drop'],
    ['the same in a time', list('001  A V C 00:00:00:00 00:00:01:00 00:00:00;00 00:00:01;00'), 'cut.drop'],
    ['an event without times', list('001  A V C 00:00:00:00 00:00:01:00'), 'cut.edl'],
    ['a minute 61', list('001  A V C 00:61:00:00 00:00:01:00 00:00:00:00 00:00:01:00'), 'cut.edl'],
    ['no event', 'TITLE: x', 'cut.edl'],
    ['sound alone', list('001  A A C 00:00:00:00 00:00:01:00 00:00:00:00 00:00:01:00'), 'cut.edl'],
    ['black alone', list('001  BL V C 00:00:00:00 00:00:01:00 00:00:00:00 00:00:01:00'), 'cut.empty']
  ])('%s is refused', (_, text, code) => expect(refusal(() => read('edl', text)).code).toBe(code))
})

const readOrRefuse = (kind: (typeof kinds)[number], text: string): void => {
  try {
    const { after, shots } = back(kind, text, film, storybook)
    expect(shots).toHaveLength(after.cards.length)
    parseFilm(JSON.parse(JSON.stringify(after)))
    for (const card of film.cards)
      expect(after.cards.find(({ id }) => id === card.id)?.takes.map(({ take }) => take)).toEqual(
        card.takes.map(({ take }) => take)
      )
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    expect(error.code).toMatch(/^(?:cut|text)\./)
  }
}

describe.each(kinds)('a damaged file, %s', (kind) => {
  test('is read or refused, and no shot or take is lost', () => {
    fc.assert(
      fc.property(damage(texts[kind]), (damaged) => readOrRefuse(kind, damaged)),
      { numRuns: 2_000 }
    )
  })

  test('cut short anywhere is read or refused', () => {
    for (let end = 0; end < texts[kind].length; end += 11) readOrRefuse(kind, texts[kind].slice(0, end))
  })
})

describe('a file made to be slow', () => {
  const many = 200_000
  const event = '001  A V C 00:00:00:00 00:00:01:00 00:00:00:00 00:00:01:00\n'
  test.each([
    ['otio', '{"children":['.repeat(many)],
    ['otio', `${'['.repeat(many)}${']'.repeat(many)}`],
    ['otio', timeline(stack([track(Array.from({ length: 6_000 }, (_, at) => clip(`a${at}`, 0, 24)))]))],
    ['edl', `001 ${' '.repeat(many)}`],
    ['edl', `001 ${'A '.repeat(many)}`],
    ['edl', `* ${'A'.repeat(many)}`],
    ['edl', `${event}* ${'A '.repeat(many)}:`],
    ['edl', event.repeat(49_999)],
    ['edl', '\n'.repeat(many * 10)]
  ] as const)('%s is read or refused quickly (%#)', (kind, text) => readOrRefuse(kind, text), 60_000)
})
