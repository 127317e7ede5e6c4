/** The same film in each format, as other programs' own libraries read it. */
import { describe, expect } from 'vitest'
import { cutCues } from '../../../../app/exchange/cues.ts'
import { printCsv } from '../../../../app/exchange/handoff/csv.ts'
import { cutList, type CutList } from '../../../../app/exchange/handoff/cut-list.ts'
import { ascii, printEdls } from '../../../../app/exchange/handoff/edl.ts'
import { printOtio } from '../../../../app/exchange/handoff/otio.ts'
import { editRate, editRateNames, editRates, firstFrame, perSecond } from '../../../../app/exchange/handoff/rate.ts'
import { printVtt } from '../../../../app/exchange/vtt.ts'
import { testReads } from '../../../kit/readers.ts'
import { made, storybook, wan } from './kit/films.ts'
import { listOf, long, odd, read, shots } from './kit/handed-off.ts'

interface Told {
  readonly name: string
  readonly start: number
  readonly rate: number
  readonly length: number
  readonly events: readonly ToldEvent[]
}
interface ToldEvent {
  readonly start: number
  readonly length: number
  readonly name: string
  readonly gap: boolean
  readonly in: number
  readonly markers: readonly { readonly at: number; readonly text: string; readonly colour: string }[]
  readonly trimmed: boolean
  readonly missing: boolean
  readonly reel: string | null
  readonly comments: readonly string[]
  readonly throughline: Readonly<Record<string, unknown>>
  readonly media: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

/** What every reader must find. */
const cuts = ({ events }: CutList) => events.map(({ start, length }) => ({ start, length }))

describe('OpenTimelineIO', () => {
  testReads.each(editRateNames)('is the film, at %s frames a second', (name) => {
    const rate = editRate(name)
    for (const base of [storybook, wan]) {
      const list = listOf(rate, base)
      const told = read<Told>('otio', printOtio(list))
      expect(told).toMatchObject({ name: odd, start: firstFrame(rate), rate: perSecond(rate), length: list.length })
      expect(told.events.map(({ start, length }) => ({ start, length }))).toEqual(cuts(list))
      for (const [index, event] of told.events.entries()) {
        const { clip, shot, markers } = list.events[index]!
        expect(event.gap).toBe(clip === null)
        expect(event.name).toBe(clip?.media.name ?? shot.number)
        const { card, number, title, prompt, notes, dialogue, state } = shot
        expect(event.throughline).toMatchObject({ card, shot: number, title, prompt, notes, dialogue, state })
        expect(event.markers).toEqual(markers.map(({ at, text }) => ({ at, text, colour: 'YELLOW' })))
        if (clip === null) continue
        expect(event.in).toBe(firstFrame(rate) + clip.from)
        expect(event.trimmed).toBe(true) // nothing is shown that the file has not
        const takes = [clip, ...clip.others].map(({ media, from }) => ({
          ...{ url: `media/${media.name}`, first: firstFrame(rate), length: media.length, reel: media.reel },
          ...{ from, rate: perSecond(rate) }
        }))
        expect(Object.values(event.media)).toEqual(takes)
        expect(event.media['DEFAULT_MEDIA']).toEqual(takes[0])
      }
    }
  })
})

describe('an edit decision list', () => {
  testReads.each(editRateNames)('is the film, as two readers have it, at %s frames a second', (name) => {
    const { counted } = editRates[name]
    for (const base of [storybook, wan]) {
      const list = listOf(editRate(name), base)
      const [text, ...more] = printEdls(list)
      expect(more).toEqual([])
      expect(text).toMatch(/^[\x20-\x7E\r\n]*$/)
      const told = read<Told>('edl', text!, String(counted))
      expect(told.events.map(({ length }) => length)).toEqual(list.events.map(({ length }) => length))
      const other = read<{ name: string; events: readonly Record<string, unknown>[]; unread: number }>(
        'pycmx',
        text!,
        String(counted)
      )
      expect(other.name).toBe(ascii(odd))
      expect(other.events).toEqual(
        list.events.map(({ start, length, clip }, index) => {
          const [source, record] = [clip === null ? 0 : 3600 * counted + clip.from, 3600 * counted + start]
          return {
            ...{ number: index + 1, start: record, end: record + length, in: source, out: source + length },
            ...{ reel: clip?.media.reel ?? 'BL', video: true, cut: true, name: clip?.media.name ?? null }
          }
        })
      )
    }
  })

  testReads('has markers, notes, dialogue and shot numbers, in ASCII', () => {
    const told = read<Told>('edl', printEdls(listOf())[0]!)
    const [first, second, gap] = told.events
    expect(first!.comments.join(' ')).toContain('DIALOGUE: - A & B <c> "d" \'e\' - Unicode ? \\ %20 #1 =1+1')
    expect(first!.comments.join(' ')).toContain('second line')
    expect(first!.reel).toBe('001T1')
    // Places are those in the film, as Avid writes them; this reader takes them for places in the file (its issue 345).
    expect(second!.markers).toEqual([{ at: 48 + 10, text: ascii(odd), colour: 'YELLOW' }])
    expect(second!.comments).toContain('COMMENT: SHOT: 12A')
    expect(second!.comments).toContain('COMMENT: SCENE: INT. BARN - NIGHT')
    expect(gap!.comments).toContain('COMMENT: SHOT: 12A NOT MADE')
  })

  testReads('of 1,200 shots is two, which together are the film', () => {
    const { film, ledger } = made(Array.from({ length: 1200 }, () => ({ length: 1, takes: [1] })))
    const list = cutList(film, ledger, storybook, editRate('24'))
    const texts = printEdls(list)
    const events = texts.flatMap(
      (text) => read<{ events: { start: number; end: number; number: number }[] }>('pycmx', text).events
    )
    expect(texts).toHaveLength(2)
    expect(events.map(({ start, end }) => ({ start: start - 86_400, length: end - start }))).toEqual(cuts(list))
    expect([events[998]!.number, events[999]!.number]).toEqual([999, 1])
  })
})

describe('the table', () => {
  testReads('has a row a shot, each text as it was written, and no formula', () => {
    const list = listOf()
    const rows = read<Record<string, string>[]>('csv', printCsv(list))
    expect(rows).toHaveLength(shots.length)
    expect(rows[0]).toEqual({
      ...{
        Shot: '1',
        Scene: '',
        Title: odd,
        Prompt: 'shot 1',
        Dialogue: `'- ${odd}\n\n=1+1`,
        Notes: `${odd}\nsecond line`
      },
      ...{ Length: '00:00:02:00', 'Start TC': '01:00:00:00', Seed: '7', Take: '1', File: '001_t1.mov' },
      ...{ Size: '', Angle: '', Movement: '', Lens: '', Place: '', 'Time of day': '', Transition: '', Label: '' }
    })
    expect(rows[1]).toMatchObject({
      Scene: 'INT. BARN - NIGHT',
      Length: '00:00:03:00',
      'Start TC': '01:00:02:00',
      File: '012A_t1.mov'
    })
    expect(rows[2]).toMatchObject({ Title: long, Seed: '', Take: '', File: '' })
  })
})

describe('WebVTT', () => {
  testReads('has what is said, when it is said, also where nothing is made', () => {
    const cues = cutCues(listOf(editRate('23.976')))
    const told = read<{ from: string; to: string; text: string }[]>('vtt', printVtt(cues))
    const shown = (text: string): string =>
      text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
    expect(told.map(({ from, to, text }) => [from, to, shown(text)])).toEqual([
      ['00:00:00.000', '00:00:02.002', `- ${odd}\n=1+1`],
      ['00:00:05.005', '00:00:06.006', 'Nobody sees me --> yet']
    ])
    expect(read('vtt', printVtt([]))).toEqual([])
  })
})
