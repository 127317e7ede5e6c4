/**
 * The cut list as OpenTimelineIO (opentimelineio.readthedocs.io, file format 0.18): one video track, a clip or gap per shot.
 * Further takes are additional media references of a clip. Anything without a field of its own is in `metadata.throughline`.
 */
import type { CutClip, CutEvent, CutList, CutShot, TakeMedia } from './cut-list.ts'
import { firstFrame, perSecond, type EditRate } from './rate.ts'

/** Relative URL of the media files. `./` and `file://` are each unsupported by some program. */
export const mediaFolder = 'media'

const time = (frames: number, rate: EditRate) => ({
  OTIO_SCHEMA: 'RationalTime.1',
  rate: perSecond(rate),
  value: frames
})

const range = (start: number, length: number, rate: EditRate) => ({
  OTIO_SCHEMA: 'TimeRange.1',
  start_time: time(start, rate),
  duration: time(length, rate)
})

export function printOtio(list: CutList): string {
  const { title, rate, length, events, base } = list
  const track = {
    OTIO_SCHEMA: 'Track.1',
    name: 'V1',
    kind: 'Video',
    children: events.map((event) => (event.clip ? clipOf(event, event.clip, rate) : gapOf(event, rate))),
    source_range: null,
    ...nothingOn,
    metadata: {}
  }
  const tracks = {
    OTIO_SCHEMA: 'Stack.1',
    name: 'tracks',
    children: [track],
    source_range: null,
    ...nothingOn,
    metadata: {}
  }
  const timeline = {
    OTIO_SCHEMA: 'Timeline.1',
    name: title,
    global_start_time: time(firstFrame(rate), rate),
    tracks,
    metadata: { throughline: { version: 1, rate: rate.name, frames: length, madeAt: base.fps } }
  }
  return `${JSON.stringify(timeline, null, 2)}\n`
}

const nothingOn = { effects: [], markers: [], enabled: true }

function clipOf(event: CutEvent, { media, from, others }: CutClip, rate: EditRate) {
  const references = [{ media, from }, ...others].map((each, index): [string, object] => [
    index === 0 ? 'DEFAULT_MEDIA' : `take ${each.media.number}`,
    reference(each.media, each.from, rate)
  ])
  return {
    OTIO_SCHEMA: 'Clip.2',
    name: media.name,
    source_range: range(firstFrame(rate) + from, event.length, rate),
    media_references: Object.fromEntries(references),
    active_media_reference_key: 'DEFAULT_MEDIA',
    effects: [],
    markers: markersOf(event, firstFrame(rate) + from, rate),
    enabled: true,
    metadata: { throughline: { ...told(event.shot), take: media.take.id, takeNumber: media.number } }
  }
}

/** @param from first frame of the file that its shot shows; determines where another take starts */
const reference = ({ name, reel, length, take, number }: TakeMedia, from: number, rate: EditRate) => ({
  OTIO_SCHEMA: 'ExternalReference.1',
  name,
  target_url: `${mediaFolder}/${name}`,
  available_range: range(firstFrame(rate), length, rate),
  available_image_bounds: null,
  metadata: {
    throughline: {
      take: take.id,
      takeNumber: number,
      reel,
      from,
      prompt: take.prompt,
      seed: take.seed,
      policy: take.policy,
      model: take.model
    }
  }
})

const gapOf = (event: CutEvent, rate: EditRate) => ({
  OTIO_SCHEMA: 'Gap.1',
  name: event.shot.number,
  source_range: range(0, event.length, rate),
  effects: [],
  markers: markersOf(event, 0, rate),
  enabled: true,
  metadata: { throughline: told(event.shot) }
})

/** Markers use the time of their parent. @param first the first frame shown, in that time */
const markersOf = ({ markers }: CutEvent, first: number, rate: EditRate) =>
  markers.map(({ at, text }) => ({
    OTIO_SCHEMA: 'Marker.2',
    name: text,
    color: markerColour,
    comment: '',
    marked_range: range(first + at, 0, rate),
    metadata: {}
  }))

/** Colour of the artist's markers: one that OpenTimelineIO and EDLs both have. */
export const markerColour = 'YELLOW'

const told = ({ card, number, scene, title, prompt, notes, dialogue, language, label, state }: CutShot) => ({
  ...{ card, shot: number, scene, title, prompt, notes, dialogue, language, label, state }
})
