/** The same film as FCPXML and xmeml: as a validating parser and another program's library read it. */
import { describe, expect } from 'vitest'
import { printFcpxml } from '../../../../app/exchange/handoff/fcpxml.ts'
import { editRate, editRateNames, firstFrame, fraction, perSecond } from '../../../../app/exchange/handoff/rate.ts'
import { printXmeml } from '../../../../app/exchange/handoff/xmeml.ts'
import { byShot } from '../../../../app/exchange/handoff/cut-list.ts'
import { testReads } from '../../../kit/readers.ts'
import { listOf, odd, read } from './kit/handed-off.ts'
import { storybook, wan } from './kit/films.ts'

const size = { width: 1152, height: 640 }

interface Event {
  readonly start: number
  readonly length: number
  readonly name: string
  readonly gap: boolean
  readonly in: number
  readonly url: string
  readonly has: readonly [number, number]
  readonly reel: string
}
interface FcpxmlEvent extends Event {
  readonly note: string | null
  readonly markers: readonly { readonly at: number; readonly text: string }[]
  readonly captions: readonly { readonly at: number; readonly length: number; readonly text: string }[]
  readonly data: Readonly<Record<string, string>>
  readonly others: readonly FcpxmlEvent[]
}
interface XmemlEvent extends Event {
  readonly logged: Readonly<Record<string, string | null>>
  readonly label: string | null
}

describe('FCPXML', () => {
  testReads.each(editRateNames)('is the film, on frames and by its content models, at %s', (name) => {
    const rate = editRate(name)
    for (const base of [storybook, wan]) {
      const list = listOf(rate, base)
      const told = read<{ events: FcpxmlEvent[] }>('fcpxml', printFcpxml(list, size), fraction(rate).join('/'))
      const first = firstFrame(rate)
      expect(told).toMatchObject({ name: odd, start: first, length: list.length, frame: 1, size: [1152, 640] })
      expect(told.events).toHaveLength(list.events.length)
      const spoken = new Map(byShot(list.events).map((parts) => [parts[0]!, parts]))
      for (const [index, event] of told.events.entries()) {
        const { clip, shot, start, length, markers } = list.events[index]!
        expect(event).toMatchObject({ start: first + start, length, gap: clip === null })
        expect(event.name).toBe(clip?.media.name ?? shot.number)
        const { card, number, title, prompt, dialogue, state } = shot
        expect(event.data).toMatchObject({ card, shot: number, title, prompt, dialogue, state })
        expect(event.note ?? '').toBe(shot.notes)
        expect(event.markers).toEqual(markers)
        const parts = shot.dialogue.trim() === '' ? undefined : spoken.get(list.events[index]!)
        const said = parts?.reduce((sum, part) => sum + part.length, 0)
        expect(event.captions).toEqual(said === undefined ? [] : [{ at: 0, length: said, text: shot.dialogue.trim() }])
        if (clip === null) continue
        const takes = [clip, ...clip.others].map(({ media, from }) => ({
          ...{
            name: media.name,
            url: `media/${media.name}`,
            in: first + from,
            reel: media.reel,
            has: [first, media.length]
          }
        }))
        expect([event, ...event.others]).toMatchObject(takes)
        for (const each of [event, ...event.others])
          expect(each.in + each.length).toBeLessThanOrEqual(each.has[0] + each.has[1])
      }
    }
  })
})

/** As Premiere names them. */
const colours: Readonly<Record<string, string>> = { partial: 'Mango', check: 'Lavender', stale: 'Rose' }

describe('xmeml', () => {
  testReads.each(editRateNames)('is the film, as OpenTimelineIO reads it, at %s frames a second', (name) => {
    const rate = editRate(name)
    for (const base of [storybook, wan]) {
      const list = listOf(rate, base)
      const told = read<{ events: XmemlEvent[] }>('xmeml', printXmeml(list, size))
      expect(told).toMatchObject({ name: odd, start: firstFrame(rate), rate: perSecond(rate) })
      // Empty track is one gap, however many shots are not made there; at the end of the film it is none.
      expect(told.events.filter(({ gap }) => !gap)).toMatchObject(
        list.events.flatMap(({ clip, start, length, shot }) =>
          clip === null
            ? []
            : [
                {
                  ...{ start, length, name: clip.media.name, url: `media/${clip.media.name}` },
                  ...{ in: firstFrame(rate) + clip.from, has: [firstFrame(rate), clip.media.length] },
                  logged: { scene: shot.number, shottake: String(clip.media.number), description: shot.prompt },
                  comments: [shot.title, shot.dialogue, shot.scene].map((text) => text || null),
                  label: colours[shot.state] ?? null
                }
              ]
        )
      )
      expect(told).toMatchObject({
        markers: list.events.flatMap(({ clip, shot, start, length, markers }) => [
          ...(clip === null ? [{ at: start, length, text: `${shot.number}: not made` }] : []),
          ...markers.map(({ at, text }) => ({ at: start + at, text }))
        ])
      })
    }
  })
})
