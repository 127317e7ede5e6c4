/** The playback range: from in to out, or the whole film. Pure. */

/** Display frames of the film, both ends included. */
export interface FrameRange {
  readonly first: number
  readonly last: number
}

/** The frames that are played, of a film with this many; a range is clamped to the film. */
export function played(range: FrameRange | null, frames: number): FrameRange {
  const end = Math.max(0, frames - 1)
  if (range === null || range.first > end) return { first: 0, last: end }
  return { first: range.first, last: Math.min(range.last, end) }
}

/** The range with its start or end at `frame`; the other end is kept unless it would be on the wrong side. */
export function marked(range: FrameRange | null, end: 'in' | 'out', frame: number, frames: number): FrameRange {
  const { first, last } = played(range, frames)
  if (end === 'in') return { first: frame, last: last < frame ? Math.max(frame, frames - 1) : last }
  return { first: first > frame ? 0 : first, last: frame }
}

/** Where playback starts: at the playhead, or at the range's near end if the playhead is outside or at the far end. */
export function startIn({ first, last }: FrameRange, frame: number, rate: number): number {
  if (rate > 0) return frame < first || frame >= last ? first : frame
  return frame < first || frame > last ? last : frame
}

export interface Moved {
  /** Fractional frame. */
  readonly exact: number
  /** The end of the range was reached: playback stops. */
  readonly ended: boolean
}

/** One tick of playback: moves `exact` by `by` frames, wrapping around when looping. */
export function moved({ first, last }: FrameRange, exact: number, by: number, loop: boolean): Moved {
  const to = exact + by
  if (by > 0 && to >= last + 1) return loop ? { exact: first, ended: false } : { exact: last, ended: true }
  if (by < 0 && to < first) return loop ? { exact: last, ended: false } : { exact: first, ended: true }
  return { exact: to, ended: false }
}
