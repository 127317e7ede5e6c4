/**
 * Parses an edited cut from an edit decision list (CMX 3600): the cuts of its video track. Dissolves, wipes and changes of
 * speed are listed; drop-frame timecode is refused. The list states no frame rate: it is given, or the one is taken at which
 * most times are on a chunk.
 */
import { Failure } from '../../base/failure.ts'
import { chunkSeconds, type Timebase } from '../../time.ts'
import { Leftovers } from '../script/script.ts'
import { aGap, demandSome, fromFirst, mostEvents, tooManyEvents } from './edited-cut.ts'
import type { EditedCut, EditedEvent } from './edited-cut.ts'

/** Rates at which a list may count, the usual one first. */
export const countedRates = [24, 25, 30, 48, 50, 60] as const

/** `hours:minutes:seconds:frames` as numbers. */
type Timecode = readonly [number, number, number, number]

interface Event {
  readonly line: number
  readonly reel: string
  readonly cut: boolean
  readonly times: readonly Timecode[]
  /** Names of its clip: of a transition, `to` is the one that comes. */
  from: string
  to: string
  file: string
  shot: string
  readonly markers: string[]
}

const eventLine =
  /^(\d{1,6})\s+(\S{1,128})\s+(\S{1,12})\s+([A-Z]\S{0,8})\s+(?:\d{1,6}\s+)?(\d\d[:;.]\d\d[:;.]\d\d[:;.]\d\d)\s+(\S{11})\s+(\S{11})\s+(\S{11})\s*$/
const timecode = /^(\d\d):([0-5]\d):([0-5]\d):(\d\d)$/
/** Sound alone: `A`, `A2`, `AA`; `B` and `AA/V` have both. */
const sound = /^(?:A+\d*|NONE)$/

/** @param rate frames in a second; absent: chosen @throws Failure `cut.edl`, `cut.drop`, `cut.empty`, `cut.many` */
export function readEdl(source: string, base: Timebase, rate?: number): EditedCut {
  const left = new Leftovers()
  const events = linesIn(source, left)
  const highest = events.reduce((most, { times }) => Math.max(most, ...times.map(([, , , frame]) => frame)), 0)
  const possible = countedRates.filter((each) => each > highest)
  if (rate !== undefined && !possible.some((each) => each === rate))
    throw noList(`it counts frames up to ${highest}, and ${rate} are in a second`)
  const chosen = rate ?? likeliest(events, possible, base)
  return { ...demandSome(inOrder(events, chosen, left), left, 'edl'), rates: { chosen, possible } }
}

function linesIn(source: string, left: Leftovers): readonly Event[] {
  const events: Event[] = []
  /** The one that the lines are about; null: one that is left out, and so are they. */
  let event: Event | null | undefined
  let ours = false
  for (const [index, each] of source.split(/\r\n?|\n/).entries()) {
    const [line, said] = [index + 1, each.trim()]
    if (said === '' || /^TITLE:/i.test(said)) continue
    if (/^FCM:/i.test(said)) refuseDrop(!/NON/i.test(said))
    else if (/^\d/.test(said)) {
      event = eventOf(said, line, left)
      ours = false
      if (event !== null && events.push(event) > mostEvents) throw tooManyEvents()
    } else if (event === undefined) left.add('other', line, said)
    else if (event !== null) ours = noted(event, { said, line, ours }, left)
  }
  if (events.length === 0) throw noList('it has no event')
  return events
}

/**
 * A line below an event. This program's comments on an event begin with its shot, and are of no more use.
 * @returns whether the comments after it are this program's
 */
function noted(
  event: Event,
  { said, line, ours }: { said: string; line: number; ours: boolean },
  left: Leftovers
): boolean {
  const [, key = '', rest = ''] = /^\*\s*([A-Z][A-Z ]{1,30}):(.*)$/.exec(said) ?? []
  const text = rest.trim()
  if (key === 'FROM CLIP NAME') event.from = text
  else if (key === 'TO CLIP NAME') event.to = text
  else if (key === 'FROM CLIP' || key === 'SOURCE FILE') event.file = text.slice(text.lastIndexOf('/') + 1)
  else if (key === 'LOC') event.markers.push(text.replace(/^\S+\s+\S+\s*/, ''))
  else if (key === 'COMMENT' && text.startsWith('SHOT: ')) {
    event.shot = text.slice('SHOT: '.length).replace(/ (?:NOT MADE|TITLE)$/, '')
    return true
  } else if (said.startsWith('M2')) left.add('speed', line, said)
  else if (key === '' && !said.startsWith('*')) left.add('other', line, said)
  else if (!(key === 'COMMENT' && ours) && !key.startsWith('OTIO TRUNCATED')) left.add('comment', line, text || said)
  return ours
}

/** @returns null for an event that is left out @throws Failure `cut.edl`, `cut.drop` */
function eventOf(said: string, line: number, left: Leftovers): Event | null {
  const [, , reel = '', track = '', kind = '', ...codes] = eventLine.exec(said) ?? []
  refuseDrop(codes.some((code) => code.includes(';')))
  const times = codes.map((code) => timecode.exec(code)?.slice(1).map(Number) as Timecode | undefined)
  if (times.length === 0 || times.includes(undefined))
    throw noList(`line ${line} is no event with four timecodes: ${said.slice(0, 80)}`)
  if (sound.test(track)) {
    left.add('sound', line, reel)
    return null
  }
  const cut = kind === 'C'
  if (!cut) left.add('transition', line, said)
  return { line, reel, cut, times: times as Timecode[], ...{ from: '', to: '', file: '', shot: '', markers: [] } }
}

/** By their place in the cut, with what lies between them as gaps. */
function inOrder(list: readonly Event[], rate: number, left: Leftovers): readonly EditedEvent[] {
  const at = (code: Timecode | undefined): number => secondsAt(code!, rate)
  const sorted = list
    .filter(({ times }) => at(times[3]) > at(times[2])) // a transition begins with an event that has no length
    .toSorted((one, other) => at(one.times[2]) - at(other.times[2]))
  let end = sorted[0] ? at(sorted[0].times[2]) : 0
  return sorted.flatMap(({ line, reel, cut, times, from, to, file, shot, markers }) => {
    const [first, last, start, finish] = [at(times[0]), at(times[1]), at(times[2]), at(times[3])]
    const name = cut ? from : to
    if (start < end - 1e-6) {
      left.add('track', line, name || reel)
      return []
    }
    const length = finish - start
    const clip = reel !== 'BL'
    if (clip && Math.abs(last - first - length) > 1.5 / rate) left.add('speed', line, name || reel)
    const hole = start - end > 1e-6 ? [{ ...aGap, length: start - end, rate }] : []
    end = finish
    const names = clip ? [name || reel, ...(cut ? [file] : []), reel] : []
    const source = clip ? fromFirst(first) : 0
    return [...hole, { clip, names, card: '', take: '', shot, in: source, length, rate, markers }]
  })
}

/** The first rate at which most times are on a chunk. */
function likeliest(events: readonly Event[], possible: readonly number[], base: Timebase): number {
  const each = chunkSeconds(base)
  const onChunk = (rate: number): number => {
    const zero = secondsAt(events[0]!.times[2]!, rate)
    const places = events.flatMap(({ times }) => [
      fromFirst(secondsAt(times[0]!, rate)),
      secondsAt(times[3]!, rate) - zero
    ])
    return places.filter((at) => Math.abs(at / each - Math.round(at / each)) * each * rate < 0.51).length
  }
  return possible.reduce((best, rate) => (onChunk(rate) > onChunk(best) ? rate : best), possible[0] ?? 24)
}

const secondsAt = ([hours, minutes, seconds, frame]: Timecode, rate: number): number =>
  hours * 3600 + minutes * 60 + seconds + frame / rate

function refuseDrop(drop: boolean): void {
  if (!drop) return
  throw new Failure(
    'cut.drop',
    'This list counts in drop-frame timecode, which leaves out numbers.',
    'Set the timeline to non-drop-frame timecode and export the list again.'
  )
}

const noList = (detail: string): Failure =>
  new Failure(
    'cut.edl',
    `This is no edit decision list (CMX 3600), or it is damaged: ${detail}.`,
    'Export it from the editing program again, as CMX 3600.',
    { detail }
  )
