/** Where in the film we are, and whether it is running. Counts display frames of the whole film. */
import { marked, moved, played, startIn, type FrameRange } from './range.ts'

/** The film as the playhead needs to know it, read at every tick. */
export interface Reel {
  readonly fps: number
  /** Length of the film. */
  readonly frames: number
  /** The end of what was made, for running along with it. */
  readonly reach: number
  /** More is being made. */
  readonly growing: boolean
}

export class Playhead {
  /** Frame on the screen. */
  frame = $state(0)
  /** Times true speed; negative is backwards; 0 is standing still. */
  rate = $state(0)
  loop = $state(false)
  /** Runs along with what the engine makes, and waits for it at its end. */
  following = $state(false)
  /** From the in to the out; null while neither is marked. */
  range = $state.raw<FrameRange | null>(null)

  readonly #reel: () => Reel
  readonly #moved: (byHand: boolean) => void
  #request = 0
  #last = 0
  /** Played just now instead of the range, until it halts. */
  #passage: FrameRange | null = null
  #exact = 0 // fractional frame, so that no time is lost between ticks

  /** @param moved told of every other frame it comes to, and whether a hand took it there */
  constructor(reel: () => Reel, moved: (byHand: boolean) => void = () => {}) {
    this.#reel = reel
    this.#moved = moved
  }

  get running(): boolean {
    return this.rate !== 0
  }

  /** Puts the playhead on a frame; a hand on the playhead ends following. */
  seek(frame: number): void {
    this.following = false
    this.#place(frame)
    this.#moved(true)
  }

  /** The film moved under it: it stays on its picture, which is now this frame, and goes on with what it does. */
  carry(frame: number): void {
    const by = frame - this.frame
    this.frame = frame
    this.#exact += by
    this.#moved(false)
  }

  /** What it plays never leaves these frames. */
  keepsTo({ first, last }: FrameRange): boolean {
    const bounds = this.#bounds
    return !this.following && bounds.first >= first && bounds.last <= last
  }

  toggle(): void {
    if (this.running) return this.halt()
    this.run(1)
    this.#moved(true)
  }

  /** J and L: from standing, true speed; again in the same direction, twice as fast, up to 8. */
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
    this.#last = performance.now()
    cancelAnimationFrame(this.#request)
    this.#request = requestAnimationFrame(this.#tick)
  }

  /** Plays one part, from its beginning; in and out stay as they are. */
  runOnly(passage: FrameRange): void {
    this.halt()
    this.#passage = passage
    this.#place(passage.first)
    this.run(1)
  }

  /** What is played begins, or ends, at the frame on the screen. */
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
    cancelAnimationFrame(this.#request)
  }

  /** Shows what is being made, from `frame` on, as it comes. */
  follow(frame: number): void {
    this.#passage = null
    this.#place(frame)
    this.following = true
    this.run(1)
  }

  /** The film was changed: stay inside it. */
  confine(): void {
    const { frames } = this.#reel()
    if (this.frame >= frames) this.#place(frames - 1)
    if (this.range !== null && this.range.first >= frames) this.unmark()
    if (frames === 0) this.halt()
  }

  /** True speed by the clock: late pictures are dropped, never shown late. */
  readonly #tick = (now: number): void => {
    const { fps, reach, growing } = this.#reel()
    const elapsed = Math.max(0, now - this.#last) // the tick's frame may have begun before `run` was called
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
      this.#exact = exact
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
