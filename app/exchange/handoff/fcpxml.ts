/**
 * The cut list as FCPXML 1.10 (Apple, developer.apple.com/documentation/professional-video-applications), which Final Cut
 * Pro and DaVinci Resolve read: a clip or gap per shot, further takes as an audition, dialogue as captions. Times are
 * fractions of a second on frame boundaries.
 */
import { abbreviated, languageFields } from '../../film/shot-language.ts'
import { element, printXml, type Xml } from '../xml.ts'
import { byShot, type CutClip, type CutEvent, type CutList, type CutShot, type TakeMedia } from './cut-list.ts'
import type { PictureSize } from '../delivery.ts'
import { mediaFolder } from './otio.ts'
import { firstFrame, fraction, type EditRate } from './rate.ts'

/** Picture size of the files of takes. */
export function printFcpxml(list: CutList, { width, height }: PictureSize): string {
  const { title, rate, length, media, events } = list
  const ids = new Map(media.map((each, index) => [each, `r${index + 2}`]))
  const format = element('format', {
    ...{ id: formatId, frameDuration: time(1, rate), width, height, colorSpace: '1-1-1 (Rec. 709)' }
  })
  const said = spokenIn(list)
  const context: Context = { rate, idOf: (each) => ids.get(each)!, said: (event) => said.get(event) ?? null }
  const sequence = element(
    'sequence',
    {
      ...{ format: formatId, duration: time(length, rate), tcStart: time(firstFrame(rate), rate), tcFormat: 'NDF' }
    },
    element(
      'spine',
      events.map((event) => (event.clip ? clipOf(event, event.clip, context) : gapOf(event, context)))
    )
  )
  const project = element('project', { name: title }, sequence)
  const resources = element(
    'resources',
    format,
    media.map((each) => asset(each, context))
  )
  const library = element('library', element('event', { name: title }, project))
  return printXml('fcpxml', element('fcpxml', { version: '1.10' }, resources, library))
}

const formatId = 'r1'

interface Context {
  readonly rate: EditRate
  readonly idOf: (media: TakeMedia) => string
  /** Duration of the dialogue that starts with this event, in frames; null where another event has it, or nobody speaks. */
  readonly said: (event: CutEvent) => number | null
}

/** Frames as a reduced fraction of a second. */
function time(frames: number, rate: EditRate): string {
  const [over, under] = fraction(rate)
  const [up, down] = [frames * under, over]
  const common = divisor(up, down)
  return down === common ? `${up / common}s` : `${up / common}/${down / common}s`
}

const divisor = (one: number, other: number): number => (other === 0 ? one : divisor(other, one % other))

const asset = (media: TakeMedia, { rate, idOf }: Context): Xml =>
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

/** A caption covers the whole shot, which may be two events: it is attached to the first. */
function spokenIn({ events }: CutList): ReadonlyMap<CutEvent, number> {
  const parts = byShot(events).filter(([first]) => first!.shot.dialogue.trim() !== '')
  return new Map(parts.map((each) => [each[0]!, each.reduce((sum, { length }) => sum + length, 0)]))
}

function clipOf(event: CutEvent, clip: CutClip, context: Context): Xml {
  const { rate } = context
  const offset = time(firstFrame(rate) + event.start, rate)
  if (clip.others.length === 0) return assetClip(event, clip, { offset }, context)
  const others = clip.others.map((other) => assetClip({ ...event, markers: [] }, other, {}, context, false))
  return element('audition', { offset }, assetClip(event, clip, {}, context), ...others)
}

function assetClip(
  event: CutEvent,
  { media, from }: Pick<CutClip, 'media' | 'from'>,
  { offset }: { readonly offset?: string },
  context: Context,
  shown = true
): Xml {
  const { rate, idOf } = context
  const first = firstFrame(rate) + from
  // Another take may be shorter than the shot.
  const length = shown ? event.length : Math.min(event.length, Math.max(1, media.length - from))
  return element(
    'asset-clip',
    { ref: idOf(media), offset, name: media.name, start: time(first, rate), duration: time(length, rate) },
    { tcFormat: 'NDF' },
    ...noteOf(event.shot),
    ...(shown ? captionOf(event, first, context) : []),
    ...markersOf(event, first, rate),
    metadata(event.shot, md('com.apple.proapps.studio.take', String(media.number)), told('take', media.take.id))
  )
}

function gapOf(event: CutEvent, context: Context): Xml {
  const { rate } = context
  const first = firstFrame(rate)
  return element(
    'gap',
    { name: event.shot.number, offset: time(first + event.start, rate), start: time(first, rate) },
    { duration: time(event.length, rate) },
    ...noteOf(event.shot),
    ...captionOf(event, first, context),
    ...markersOf(event, first, rate),
    metadata(event.shot)
  )
}

const noteOf = ({ notes }: CutShot): readonly Xml[] => (notes === '' ? [] : [element('note', notes)])

/** @param first first frame of the parent element, in its own time */
function captionOf(event: CutEvent, first: number, { rate, said }: Context): readonly Xml[] {
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

const metadata = (
  { card, number, scene, title, prompt, dialogue, language, label, state }: CutShot,
  ...more: readonly Xml[]
): Xml =>
  element(
    'metadata',
    md('com.apple.proapps.studio.shot', number),
    ...more,
    ...Object.entries({ card, scene, title, prompt, dialogue, state }).map(([key, value]) => told(key, value)),
    ...languageFields.flatMap((field) => toldIf(field, abbreviated(language, field))),
    ...toldIf('label', label ?? '')
  )

const md = (key: string, value: string): Xml => element('md', { key, value })
const toldIf = (key: string, value: string): readonly Xml[] => (value === '' ? [] : [told(key, value)])
const told = (key: string, value: string): Xml => md(`app.throughline.${key}`, value)
