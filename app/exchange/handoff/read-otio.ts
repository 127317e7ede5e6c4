/**
 * Parses an edited cut from OpenTimelineIO: the lowest video track that has something in it. Tracks and stacks inside it
 * are read through; other tracks, transitions, effects and changes of speed are listed.
 */
import * as v from 'valibot'
import { Failure } from '../../base/failure.ts'
import { Leftovers } from '../script/script.ts'
import { aGap, demandSome, fromFirst, mostEvents, tooManyEvents, trimmed } from './edited-cut.ts'
import type { EditedCut, EditedEvent } from './edited-cut.ts'

/** Limit of nesting. Ours has three. */
const deepest = 20

const text = v.fallback(v.string(), '')
const anything = v.optional(v.unknown())
const list = v.fallback(v.array(v.unknown()), [])
const time = v.object({
  value: v.pipe(v.number(), v.finite()),
  rate: v.pipe(v.number(), v.minValue(1), v.maxValue(1000))
})
const range = v.object({ start_time: time, duration: time })
/** What this program writes into `metadata.throughline`. */
const ours = v.object({ throughline: v.object({ card: text, take: text, shot: text, reel: text }) })
const item = v.object({
  OTIO_SCHEMA: v.string(),
  ...{ name: text, kind: text, children: list, effects: list, markers: list, metadata: anything },
  enabled: v.fallback(v.boolean(), true),
  source_range: v.fallback(v.nullable(range), null),
  media_reference: anything,
  media_references: v.fallback(v.record(v.string(), v.unknown()), {}),
  active_media_reference_key: v.fallback(v.string(), 'DEFAULT_MEDIA')
})
type Item = v.InferOutput<typeof item>
const media = v.object({
  ...{ name: text, target_url: text, metadata: anything },
  available_range: v.fallback(v.nullable(range), null)
})

/** Some programs write it to every clip. */
const usualSpeed = v.object({ OTIO_SCHEMA: v.literal('LinearTimeWarp.1'), time_scalar: v.literal(1) })

/** @throws Failure `cut.otio`, `cut.empty`, `cut.many` */
export function readOtio(source: string): EditedCut {
  const reader = new Reader()
  return demandSome(reader.seen(rootOf(source, reader.left), 0), reader.left, 'otio')
}

/** The stack of tracks of the first timeline. */
function rootOf(source: string, left: Leftovers): Item {
  let data: unknown
  try {
    data = JSON.parse(source)
  } catch {
    throw noTimeline('it is no JSON')
  }
  const first = v.safeParse(item, data).output as Item | undefined
  const held = kindOf(first) === 'SerializableCollection' ? (first!.children as object[]) : [data as object]
  const [timeline, ...others] = held.filter((each) => kindOf(each) === 'Timeline')
  for (const other of others) left.add('nested', null, nameOf(other))
  const tracks = v.safeParse(v.object({ tracks: item }), timeline)
  if (!tracks.success) throw noTimeline(timeline === undefined ? 'it has no timeline' : 'its timeline has no tracks')
  return tracks.output.tracks
}

class Reader {
  readonly left = new Leftovers()
  #count = 0

  /** What is seen of a track, or of the tracks of a stack. */
  seen(of: Item, depth: number): readonly EditedEvent[] {
    if (depth > deepest) throw noTimeline('it is nested too deep')
    const children = of.children.flatMap((child) => this.#parsed(child))
    const inside =
      kindOf(of) === 'Stack' ? this.#tracks(children, depth) : children.flatMap((child) => this.#events(child, depth))
    for (const effect of of.effects) this.left.add('effect', null, effectName(effect))
    for (const marker of of.markers) this.left.add('marker', null, nameOf(marker))
    const { source_range: shown } = of
    return shown ? trimmed(inside, secondsOf(shown.start_time), secondsOf(shown.duration)) : inside
  }

  #parsed(child: unknown): readonly Item[] {
    if (++this.#count > mostEvents) throw tooManyEvents()
    const { success, output } = v.safeParse(item, child)
    if (!success) this.left.add('other', null, JSON.stringify(child ?? null).slice(0, 100))
    return success ? [output] : []
  }

  #tracks(tracks: readonly Item[], depth: number): readonly EditedEvent[] {
    const full = tracks.filter((track) => track.children.length > 0 || kindOf(track) === 'Clip')
    const cut = full.find((track) => track.kind !== 'Audio' && track.enabled)
    for (const other of full) {
      if (other === cut) continue
      this.left.add(other.kind === 'Audio' ? 'sound' : 'track', null, other.name)
    }
    return cut === undefined ? [] : isTrack(cut) ? this.seen(cut, depth + 1) : this.#events(cut, depth)
  }

  #events(child: Item, depth: number): readonly EditedEvent[] {
    const kind = kindOf(child)
    if (kind === 'Transition') {
      this.left.add('transition', null, child.name)
      return []
    }
    const events = isTrack(child)
      ? this.seen(child, depth + 1)
      : kind === 'Clip'
        ? this.#clip(child)
        : kind === 'Gap'
          ? gapOf(child)
          : null
    if (events === null) {
      this.left.add('other', null, `${child.OTIO_SCHEMA} ${child.name}`)
      return child.source_range ? gapOf({ ...child, name: '', metadata: {} }) : []
    }
    if (child.enabled) return events
    this.left.add('disabled', null, child.name)
    return events.map(({ length, rate }) => ({ ...aGap, length, rate }))
  }

  #clip(clip: Item): readonly EditedEvent[] {
    const raw = clip.media_references[clip.active_media_reference_key] ?? clip.media_reference
    const file = v.safeParse(media, raw)
    const has = file.success ? file.output.available_range : null
    const shown = clip.source_range ?? has
    if (shown === null) {
      this.left.add('length', null, clip.name)
      return []
    }
    for (const effect of clip.effects) {
      if (v.is(usualSpeed, effect)) continue
      const speed = /^(?:LinearTimeWarp|TimeEffect|FreezeFrame)\./.test(schemaOf(effect))
      this.left.add(speed ? 'speed' : 'effect', null, `${clip.name}: ${effectName(effect)}`)
    }
    const [told, ofFile] = [oursIn(clip.metadata), oursIn(file.success ? file.output.metadata : null)]
    const start = secondsOf(shown.start_time)
    const { name = '', target_url: url = '' } = file.success ? file.output : {}
    return [
      {
        clip: true,
        names: [clip.name, name, url.slice(url.lastIndexOf('/') + 1), ofFile.reel, reelIn(clip.metadata)],
        ...{ card: told.card, take: ofFile.take || told.take, shot: told.shot },
        in: has ? start - secondsOf(has.start_time) : fromFirst(start),
        length: secondsOf(shown.duration),
        rate: countedRate(shown.duration.rate),
        markers: clip.markers.map(nameOf)
      }
    ].filter(({ length }) => length > 0)
  }
}

function gapOf({ name, source_range: shown, metadata, markers }: Item): readonly EditedEvent[] {
  const length = shown ? secondsOf(shown.duration) : 0
  if (shown === null || length <= 0) return []
  const { card, shot } = oursIn(metadata)
  const names = [name].filter((each) => each !== '')
  const rate = countedRate(shown.duration.rate)
  return [{ ...aGap, names, card, shot: shot || name, length, rate, markers: markers.map(nameOf) }]
}

/** `Clip` of `Clip.2`. */
const kindOf = (value: unknown): string => schemaOf(value).replace(/\.\d+$/, '')
const schemaOf = (value: unknown): string =>
  v.parse(v.fallback(v.object({ OTIO_SCHEMA: text }), { OTIO_SCHEMA: '' }), value).OTIO_SCHEMA
const isTrack = (each: Item): boolean => ['Track', 'Stack'].includes(kindOf(each))
const nameOf = (value: unknown): string => v.parse(v.fallback(v.object({ name: text }), { name: '' }), value).name
const effectName = (effect: unknown): string => nameOf(effect) || schemaOf(effect)

const nothing = { card: '', take: '', shot: '', reel: '' }
const oursIn = (metadata: unknown) => v.parse(v.fallback(ours, { throughline: nothing }), metadata).throughline
/** As OpenTimelineIO's own EDL adapter keeps it. */
const reelIn = (metadata: unknown): string =>
  v.parse(v.fallback(v.object({ cmx_3600: v.object({ reel: text }) }), { cmx_3600: { reel: '' } }), metadata).cmx_3600
    .reel

/** Frames counted in a second: 24 of 23.976. */
function countedRate(rate: number): number {
  const whole = Math.round(rate * 1.001)
  return !Number.isInteger(rate) && Math.abs(rate * 1.001 - whole) < 0.002 ? whole : rate
}
const secondsOf = ({ value, rate }: v.InferOutput<typeof time>): number => value / countedRate(rate)

const noTimeline = (detail: string): Failure =>
  new Failure(
    'cut.otio',
    `This is no OpenTimelineIO timeline, or it is damaged: ${detail}.`,
    'Export it from the editing program again.',
    { detail }
  )
