/**
 * The cut list as FCPXML 1.10 (Apple, developer.apple.com/documentation/professional-video-applications), which Final Cut Pro and
 * DaVinci Resolve read: a clip or a gap a shot, further takes as an audition, dialogue as captions. Times are fractions of a
 * second that lie on frames.
 */
import { element, printXml, type Xml } from '../xml.ts'
import {
  byShot,
  type CutClip,
  type CutEvent,
  type CutList,
  type CutShot,
  type PictureSize,
  type TakeMedia
} from './cut-list.ts'
import { mediaFolder } from './otio.ts'
import { firstFrame, fraction, type EditRate } from './rate.ts'

/** Pictures have this size, in pixels. */
export function printFcpxml(list: CutList, { width, height }: PictureSize): string {
  const { title, rate, length, media, events } = list
  const ids = new Map(media.map((each, index) => [each, `r${index + 2}`]))
  const format = element('format', {
    ...{ id: formatId, frameDuration: time(1, rate), width, height, colorSpace: '1-1-1 (Rec. 709)' }
  })
  const said = spokenIn(list)
  const place: Place = { rate, idOf: (each) => ids.get(each)!, said: (event) => said.get(event) ?? null }
  const sequence = element(
    'sequence',
    {
      ...{ format: formatId, duration: time(length, rate), tcStart: time(firstFrame(rate), rate), tcFormat: 'NDF' }
    },
    element(
      'spine',
      events.map((event) => (event.clip ? clipOf(event, event.clip, place) : gapOf(event, place)))
    )
  )
  const project = element('project', { name: title }, sequence)
  const resources = element(
    'resources',
    format,
    media.map((each) => asset(each, place))
  )
  const library = element('library', element('event', { name: title }, project))
  return printXml('fcpxml', element('fcpxml', { version: '1.10' }, resources, library))
}

const formatId = 'r1'

interface Place {
  readonly rate: EditRate
  readonly idOf: (media: TakeMedia) => string
  /** Frames for which the dialogue of its shot is shown from this event on; null where another has it, or nobody speaks. */
  readonly said: (event: CutEvent) => number | null
}

/** So many frames as a fraction of a second, in its shortest form. */
function time(frames: number, rate: EditRate): string {
  const [over, under] = fraction(rate)
  const [up, down] = [frames * under, over]
  const common = divisor(up, down)
  return down === common ? `${up / common}s` : `${up / common}/${down / common}s`
}

const divisor = (one: number, other: number): number => (other === 0 ? one : divisor(other, one % other))

const asset = (media: TakeMedia, { rate, idOf }: Place): Xml =>
  element(
    'asset',
    { id: idOf(media), name: media.name, start: time(firstFrame(rate), rate), duration: time(media.length, rate) },
    { hasVideo: 1, format: formatId, videoSources: 1 },
    element('media-rep', { kind: 'original-media', src: `${mediaFolder}/${media.name}` }),
    element(
      'metadata',
      md('com.apple.proapps.studio.reel', media.reel),
      told('take', media.take.id),
      told('seed', String(media.take.seed))
    )
  )

/** Dialogue stands over all of its shot, which may be two events: it hangs on the first. */
function spokenIn({ events }: CutList): ReadonlyMap<CutEvent, number> {
  const parts = byShot(events).filter(([first]) => first!.shot.dialogue.trim() !== '')
  return new Map(parts.map((each) => [each[0]!, each.reduce((sum, { length }) => sum + length, 0)]))
}

function clipOf(event: CutEvent, clip: CutClip, place: Place): Xml {
  const { rate } = place
  const offset = time(firstFrame(rate) + event.start, rate)
  if (clip.others.length === 0) return assetClip(event, clip, { offset }, place)
  const others = clip.others.map((other) => assetClip({ ...event, markers: [] }, other, {}, place, false))
  return element('audition', { offset }, assetClip(event, clip, {}, place), ...others)
}

function assetClip(
  event: CutEvent,
  { media, from }: Pick<CutClip, 'media' | 'from'>,
  { offset }: { readonly offset?: string },
  place: Place,
  shown = true
): Xml {
  const { rate, idOf } = place
  const first = firstFrame(rate) + from
  // Of another take there may be less than the shot is long.
  const length = shown ? event.length : Math.min(event.length, Math.max(1, media.length - from))
  return element(
    'asset-clip',
    { ref: idOf(media), offset, name: media.name, start: time(first, rate), duration: time(length, rate) },
    { tcFormat: 'NDF' },
    ...noteOf(event.shot),
    ...(shown ? captionOf(event, first, place) : []),
    ...markersOf(event, first, rate),
    metadata(event.shot, md('com.apple.proapps.studio.take', String(media.number)), told('take', media.take.id))
  )
}

function gapOf(event: CutEvent, place: Place): Xml {
  const { rate } = place
  const first = firstFrame(rate)
  return element(
    'gap',
    { name: event.shot.number, offset: time(first + event.start, rate), start: time(first, rate) },
    { duration: time(event.length, rate) },
    ...noteOf(event.shot),
    ...captionOf(event, first, place),
    ...markersOf(event, first, rate),
    metadata(event.shot)
  )
}

const noteOf = ({ notes }: CutShot): readonly Xml[] => (notes === '' ? [] : [element('note', notes)])

/** @param first frame of what it hangs on, in the time of that */
function captionOf(event: CutEvent, first: number, { rate, said }: Place): readonly Xml[] {
  const length = said(event)
  if (length === null) return []
  const text = event.shot.dialogue.trim()
  return [
    element(
      'caption',
      { lane: 1, offset: time(first, rate), name: text.split('\n', 1)[0]!, start: '3600s' },
      { duration: time(length, rate), role: 'iTT?captionFormat=ITT.en' },
      element('text', text)
    )
  ]
}

const markersOf = ({ markers }: CutEvent, first: number, rate: EditRate): readonly Xml[] =>
  markers.map(({ at, text }) =>
    element('marker', { start: time(first + at, rate), duration: time(1, rate), value: text })
  )

const metadata = ({ card, number, scene, title, prompt, dialogue, state }: CutShot, ...more: readonly Xml[]): Xml =>
  element(
    'metadata',
    md('com.apple.proapps.studio.shot', number),
    ...more,
    ...Object.entries({ card, scene, title, prompt, dialogue, state }).map(([key, value]) => told(key, value))
  )

const md = (key: string, value: string): Xml => element('md', { key, value })
const told = (key: string, value: string): Xml => md(`app.throughline.${key}`, value)
