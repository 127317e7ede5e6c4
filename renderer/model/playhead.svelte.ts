/** The playhead: position and playback. Counts display frames of the whole film. */
import { ownPace, type PlayPace } from './pace.ts'
import { marked, moved, played, startIn, type FrameRange } from './range.ts'

/** The film's properties the playhead reads at every tick. */
export interface Reel {
  readonly fps: number
  /** Length of the film. */
  readonly frames: number
  /** End of what is made, for following a run. */
  readonly reach: number
  /** A run is under way. */
  readonly growing: boolean
}

export class Playhead {
  /** Frame on the screen. */
  frame = $state(0)
  /** Playback speed as a factor; negative is backwards; 0 is stopped. */
  rate = $state(0)
  loop = $state(false)
  /** Follows a run, and waits at the end of what is made. */
  following = $state(false)
  /** The playback range; null while none is set. */
  range = $state.raw<FrameRange | null>(null)

  readonly #reel: () => Reel
  readonly #moved: (byHand: boolean) => void
  readonly #pace: PlayPace
  #request = 0
  #last = 0
  /** Played instead of the range, until playback stops. */
  #passage: FrameRange | null = null
  #exact = 0 // fractional frame, so that no time is lost between ticks

  /**
   * @param moved called when it comes to another frame, with whether the user moved it
   * @param pace what playback keeps time with
   */
  constructor(reel: () => Reel, moved: (byHand: boolean) => void = () => {}, pace: PlayPace = ownPace) {
    this.#reel = reel
    this.#moved = moved
    this.#pace = pace
  }

  get running(): boolean {
    return this.rate !== 0
  }

  /** Moves to a frame; when the user does it, following ends. */
  seek(frame: number): void {
    this.following = false
    this.#place(frame)
    this.#begin()
    this.#moved(true)
  }

  /** The film changed under it: it stays on its picture, which is now this frame, and keeps its mode. */
  carry(frame: number): void {
    const by = frame - this.frame
    this.frame = frame
    this.#exact += by
    if (by !== 0) this.#begin()
    this.#moved(false)
  }

  /** Whether playback stays within these frames. */
  keepsTo({ first, last }: FrameRange): boolean {
    const bounds = this.#bounds
    return !this.following && bounds.first >= first && bounds.last <= last
  }

  toggle(): void {
    if (this.running) return this.halt()
    this.run(1)
    this.#moved(true)
  }

  /** J and L: starts at normal speed; repeated in the same direction it doubles, up to 8. */
  shuttle(direction: 1 | -1): void {
    const faster = Math.sign(this.rate) === direction ? Math.min(8, Math.abs(this.rate) * 2) : 1
    this.run(direction * faster)
    this.#moved(true)
  }

  run(rate: number): void {
    if (this.#reel().frames === 0) return
    if (!this.following) this.#place(startIn(this.#bounds, this.frame, rate))
    this.rate = rate
    this.#exact = this.frame
    this.#begin()
    cancelAnimationFrame(this.#request)
    this.#request = requestAnimationFrame(this.#tick)
  }

  /** Playback begins, or goes on, at the playhead; while it is stopped, nothing. */
  #begin(): void {
    if (!this.running) return
    this.#pace.begin(this.#exact, this.rate === 1 && !this.following)
    this.#last = this.#pace.now(performance.now())
  }

  /** Plays one part from its start; the range is kept. */
  runOnly(passage: FrameRange): void {
    this.halt()
    this.#passage = passage
    this.#place(passage.first)
    this.run(1)
  }

  /** Sets the start or end of the range to the current frame. */
  mark(end: 'in' | 'out'): void {
    this.#passage = null
    this.range = marked(this.range, end, this.frame, this.#reel().frames)
  }

  unmark(): void {
    this.range = null
  }

  halt(): void {
    this.following = false
    this.#passage = null
    this.rate = 0
    this.#pace.end()
    cancelAnimationFrame(this.#request)
  }

  /** Follows a run from `frame` on. */
  follow(frame: number): void {
    this.#passage = null
    this.#place(frame)
    this.following = true
    this.run(1)
  }

  /** The film changed: clamps the position. */
  confine(): void {
    const { frames } = this.#reel()
    if (this.frame >= frames) {
      this.#place(frames - 1)
      this.#begin()
    }
    if (this.range !== null && this.range.first >= frames) this.unmark()
    if (frames === 0) this.halt()
  }

  /** Real-time by the clock: late pictures are dropped, never shown late. */
  readonly #tick = (stamp: number): void => {
    const now = this.#pace.now(stamp)
    const { fps, reach, growing } = this.#reel()
    const elapsed = Math.max(0, now - this.#last) // the frame's timestamp may be before `run` was called
    const by = (elapsed / 1000) * fps * this.rate
    this.#last = now
    if (this.following) {
      this.#exact = Math.min(this.#exact + by, Math.max(this.frame, reach - 1))
      if (!growing && this.#exact >= reach - 1) {
        this.#place(this.#exact)
        return this.halt()
      }
    } else {
      const { exact, ended } = moved(this.#bounds, this.#exact, by, this.loop)
      const again = by > 0 && exact < this.#exact
      this.#exact = exact
      if (again && !ended) this.#begin()
      if (ended) {
        this.#place(exact)
        return this.halt()
      }
    }
    const frame = Math.floor(this.#exact)
    if (frame !== this.frame) {
      this.frame = frame
      this.#moved(false)
    }
    this.#request = requestAnimationFrame(this.#tick)
  }

  get #bounds(): FrameRange {
    return played(this.#passage ?? this.range, this.#reel().frames)
  }

  #place(frame: number): void {
    const { frames } = this.#reel()
    this.frame = Math.max(0, Math.min(Math.floor(frame), frames - 1))
    this.#exact = this.frame
    this.#moved(false)
  }
}
