/**
 * The neutral result of parsing a cut that was edited in another program: what is seen in order, and what was left out.
 * Each reader makes it from one kind of file; `plan-recut.ts` compares it with the film. Rules: docs/handoff.md.
 */
import { Failure } from '../../base/failure.ts'
import type { Leftovers, LeftOut } from '../script/script.ts'

/** The supported kinds of files. */
export type CutKind = 'otio' | 'edl'

export interface EditedCut {
  readonly kind: CutKind
  /** In order, contiguous from the start of the cut. */
  readonly events: readonly EditedEvent[]
  readonly left: readonly LeftOut[]
  /** How an EDL, which states no rate, was read; null: the file states its rates. */
  readonly rates: { readonly chosen: number; readonly possible: readonly number[] } | null
}

/** Times are in seconds at the counted rate: NTSC rates count as the whole rate they are named after, as in `rate.ts`. */
export interface EditedEvent {
  /** False: a gap. */
  readonly clip: boolean
  /** What it is called: the names of a clip, its files and reels, best first; of a gap, the number of its shot. */
  readonly names: readonly string[]
  /** What this program wrote into the file: the ids of card and take, the shot number; empty where nothing is said. */
  readonly card: string
  readonly take: string
  readonly shot: string
  /** First moment of the file that is seen. 0 for a gap. */
  readonly in: number
  readonly length: number
  /** Frames counted in a second. */
  readonly rate: number
  readonly markers: readonly string[]
}

/** Most clips and gaps of a cut, and lines of an EDL: a film has at most 5,000 shots. */
export const mostEvents = 50_000

export const aGap: Omit<EditedEvent, 'length' | 'rate'> = {
  ...{ clip: false, names: [], card: '', take: '', shot: '', in: 0, markers: [] }
}

/** Start timecode of every file of a take (`firstFrame`), in seconds. */
const firstSecond = 3600

/** A source time from the start of its file: some programs keep the timecode of the file, others count from 0. */
export const fromFirst = (at: number): number => (at >= firstSecond ? at - firstSecond : at)

/** The part of some events from `start` on, `length` long; `Infinity`: to the end. */
export function trimmed(events: readonly EditedEvent[], start: number, length: number): readonly EditedEvent[] {
  let at = 0
  return events.flatMap((event) => {
    const [first, end] = [Math.max(start, at), Math.min(start + length, at + event.length)]
    const hidden = first - at
    at += event.length
    const seen = end - first
    if (seen <= 1e-6) return []
    return [{ ...event, in: event.clip ? event.in + hidden : 0, length: seen }]
  })
}

/** @throws Failure `cut.empty` when nothing is seen, `cut.many` when it is too much */
export function demandSome(events: readonly EditedEvent[], left: Leftovers, kind: CutKind): EditedCut {
  if (!events.some(({ clip, card, shot }) => clip || card !== '' || shot !== ''))
    throw new Failure('cut.empty', 'There is no clip in this cut.', 'Export the timeline that has the shots.')
  return { kind, events, left: left.list, rates: null }
}

export const tooManyEvents = (): Failure =>
  new Failure('cut.many', 'This cut has more clips than a film can have shots.', 'Export a part of it.')
