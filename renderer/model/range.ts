/** The part of the film that is played: marked by hand with an in and an out, or all of it. Pure. */

/** Display frames of the film, both ends included. */
export interface FrameRange {
  readonly first: number
  readonly last: number
}

/** What is played of a film of so many frames; a range that reaches past its end stops there. */
export function played(range: FrameRange | null, frames: number): FrameRange {
  const end = Math.max(0, frames - 1)
  if (range === null || range.first > end) return { first: 0, last: end }
  return { first: range.first, last: Math.min(range.last, end) }
}

/** The range with its beginning, or its end, at `frame`; the other end stays unless it would be on the wrong side. */
export function marked(range: FrameRange | null, end: 'in' | 'out', frame: number, frames: number): FrameRange {
  const { first, last } = played(range, frames)
  if (end === 'in') return { first: frame, last: last < frame ? Math.max(frame, frames - 1) : last }
  return { first: first > frame ? 0 : first, last: frame }
}

/** Where playing begins: at the playhead, or at the range's near end when the playhead is outside, or has arrived. */
export function startIn({ first, last }: FrameRange, frame: number, rate: number): number {
  if (rate > 0) return frame < first || frame >= last ? first : frame
  return frame < first || frame > last ? last : frame
}

export interface Moved {
  /** Fractional frame. */
  readonly exact: number
  /** The range is at its end: nothing runs any more. */
  readonly ended: boolean
}

/** One tick of playing: `exact` moved by `by` frames, round the corner when looping. */
export function moved({ first, last }: FrameRange, exact: number, by: number, loop: boolean): Moved {
  const to = exact + by
  if (by > 0 && to >= last + 1) return loop ? { exact: first, ended: false } : { exact: last, ended: true }
  if (by < 0 && to < first) return loop ? { exact: last, ended: false } : { exact: first, ended: true }
  return { exact: to, ended: false }
}
