/** Where in the film we are, and whether it is running. Counts display frames of the whole film. */

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

  readonly #reel: () => Reel
  #request = 0
  #last = 0
  #exact = 0 // fractional frame, so that no time is lost between ticks

  constructor(reel: () => Reel) {
    this.#reel = reel
  }

  get running(): boolean {
    return this.rate !== 0
  }

  /** Puts the playhead on a frame; a hand on the playhead ends following. */
  seek(frame: number): void {
    this.following = false
    this.#place(frame)
  }

  toggle(): void {
    if (this.running) this.halt()
    else this.run(1)
  }

  /** J and L: from standing, true speed; again in the same direction, twice as fast, up to 8. */
  shuttle(direction: 1 | -1): void {
    const faster = Math.sign(this.rate) === direction ? Math.min(8, Math.abs(this.rate) * 2) : 1
    this.run(direction * faster)
  }

  run(rate: number): void {
    const { frames } = this.#reel()
    if (frames === 0) return
    if (rate > 0 && this.frame >= frames - 1) this.#place(0)
    this.rate = rate
    this.#exact = this.frame
    this.#last = performance.now()
    cancelAnimationFrame(this.#request)
    this.#request = requestAnimationFrame(this.#tick)
  }

  halt(): void {
    this.following = false
    this.rate = 0
    cancelAnimationFrame(this.#request)
  }

  /** Shows what is being made, from `frame` on, as it comes. */
  follow(frame: number): void {
    this.#place(frame)
    this.run(1)
    this.following = true
  }

  /** The film was changed: stay inside it. */
  confine(): void {
    const { frames } = this.#reel()
    if (this.frame >= frames) this.#place(frames - 1)
    if (frames === 0) this.halt()
  }

  /** True speed by the clock: late pictures are dropped, never shown late. */
  readonly #tick = (now: number): void => {
    const { fps, frames, reach, growing } = this.#reel()
    this.#exact += ((now - this.#last) / 1000) * fps * this.rate
    this.#last = now
    if (this.following) {
      this.#exact = Math.min(this.#exact, Math.max(this.frame, reach - 1))
      if (!growing && this.#exact >= reach - 1) {
        this.frame = Math.floor(this.#exact)
        return this.halt()
      }
    } else if (this.#exact >= frames || this.#exact < 0) {
      if (!this.loop) {
        this.#place(this.#exact < 0 ? 0 : frames - 1)
        return this.halt()
      }
      this.#exact = this.#exact < 0 ? frames - 1 : 0
    }
    this.frame = Math.floor(this.#exact)
    this.#request = requestAnimationFrame(this.#tick)
  }

  #place(frame: number): void {
    const { frames } = this.#reel()
    this.frame = Math.max(0, Math.min(Math.floor(frame), frames - 1))
    this.#exact = this.frame
  }
}
