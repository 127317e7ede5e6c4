/**
 * The cut list as xmeml 5, the XML of Final Cut Pro 7 that Premiere reads (Apple, Final Cut Pro XML Interchange Format): one
 * video track. Unmade parts are empty; their shots, and the artist's markers, are markers of the sequence.
 */
import type { CardStateName } from '../../plan/state.ts'
import { element, printXml, type Xml } from '../xml.ts'
import type { PictureSize } from '../delivery.ts'
import type { CutClip, CutEvent, CutList, CutShot, TakeMedia } from './cut-list.ts'
import { mediaFolder } from './otio.ts'
import { firstFrame, firstTimecode, type EditRate } from './rate.ts'

/** @param size of the pictures, in pixels */
export function printXmeml(list: CutList, size: PictureSize): string {
  const { title, rate, length, events } = list
  const told = new Set<TakeMedia>()
  const clips = events.flatMap((event, index) => {
    if (event.clip === null) return []
    const first = !told.has(event.clip.media)
    told.add(event.clip.media)
    return [clipOf(event, event.clip, index, first ? size : null, rate)]
  })
  const format = element('format', characteristics(size, rate))
  const sequence = element(
    'sequence',
    { id: 'sequence-1' },
    element('name', title),
    element('duration', length),
    rateOf(rate),
    timecode(rate),
    element('media', element('video', format, element('track', clips))),
    events.flatMap((event) => markersOf(event))
  )
  return printXml('xmeml', element('xmeml', { version: 5 }, sequence))
}

/** @param size of its file on first use, where the file is defined; later uses refer to it by id */
function clipOf(
  { shot, start, length }: CutEvent,
  { media, from }: CutClip,
  index: number,
  size: PictureSize | null,
  rate: EditRate
): Xml {
  const id = `file-${media.name}`
  return element(
    'clipitem',
    { id: `clipitem-${index + 1}` },
    element('name', media.name),
    element('enabled', 'TRUE'),
    element('duration', media.length),
    rateOf(rate),
    element('start', start),
    element('end', start + length),
    element('in', from),
    element('out', from + length),
    size === null ? element('file', { id }) : fileOf(media, id, size, rate),
    ...logged(shot, media),
    ...labelled(shot)
  )
}

const fileOf = (media: TakeMedia, id: string, size: PictureSize, rate: EditRate): Xml =>
  element(
    'file',
    { id },
    element('name', media.name),
    element('pathurl', `${mediaFolder}/${media.name}`),
    rateOf(rate),
    element('duration', media.length),
    timecode(rate, element('reel', element('name', media.reel))),
    element('media', element('video', element('duration', media.length), characteristics(size, rate)))
  )

const logged = (
  { number, scene, title, prompt, notes, dialogue }: CutShot,
  { number: take }: TakeMedia
): readonly Xml[] => [
  element(
    'logginginfo',
    element('description', prompt),
    element('scene', number),
    element('shottake', String(take)),
    element('lognote', notes)
  ),
  element(
    'comments',
    element('mastercomment1', title),
    element('mastercomment2', dialogue),
    element('mastercomment3', scene)
  )
]

/** Clip colours by Premiere's names: a shot's state, which an editor should know. */
const labels: Readonly<Partial<Record<CardStateName, string>>> = {
  partial: 'Mango',
  check: 'Lavender',
  stale: 'Rose'
}
const labelled = ({ state }: CutShot): readonly Xml[] => {
  const label = labels[state]
  return label === undefined ? [] : [element('labels', element('label2', label))]
}

const markersOf = ({ shot, clip, start, length, markers }: CutEvent): readonly Xml[] => [
  ...(clip === null
    ? [marker(`${shot.number}: ${shot.isTitle ? 'title' : 'not made'}`, shot.prompt, start, start + length)]
    : []),
  ...markers.map(({ at, text }) => marker(text, '', start + at, null))
]

const marker = (name: string, comment: string, from: number, to: number | null): Xml =>
  element('marker', element('name', name), element('comment', comment), element('in', from), element('out', to ?? -1))

const rateOf = ({ counted, slowed }: EditRate): Xml =>
  element('rate', element('timebase', counted), element('ntsc', slowed ? 'TRUE' : 'FALSE'))

const timecode = (rate: EditRate, ...more: readonly Xml[]): Xml =>
  element(
    'timecode',
    rateOf(rate),
    element('string', firstTimecode),
    element('frame', firstFrame(rate)),
    element('displayformat', 'NDF'),
    ...more
  )

const characteristics = ({ width, height }: PictureSize, rate: EditRate): Xml =>
  element(
    'samplecharacteristics',
    rateOf(rate),
    element('width', width),
    element('height', height),
    element('anamorphic', 'FALSE'),
    element('pixelaspectratio', 'square'),
    element('fielddominance', 'none')
  )
