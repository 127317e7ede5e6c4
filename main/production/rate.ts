/** Speed of a run: arithmetic on the times at which chunks were committed. */
import { chunkSeconds, type Timebase } from '../../app/time.ts'

/** Chunks in the moving average: enough to be smooth, few enough to be current. */
const span = 8

export interface Speed {
  /** Display frames made per second. */
  readonly framesPerSecond: number
  /** Seconds of film made per second: 1 is real time. */
  readonly realTime: number
  /** Seconds until the last planned chunk is committed. */
  readonly remaining: number
}

export class Rate {
  readonly #base: Timebase
  #moments: number[] = []

  constructor(base: Timebase) {
    this.#base = base
  }

  /** Work (re)starts: a pause, or loading the pack, is not counted. @param now milliseconds */
  begin(now: number): void {
    this.#moments = [now]
  }

  /** A chunk was committed. @param remaining chunks left to make */
  chunk(now: number, remaining: number): Speed {
    this.#moments.push(now)
    if (this.#moments.length > span + 1) this.#moments.shift()
    const each = (now - this.#moments[0]!) / 1000 / (this.#moments.length - 1)
    const film = chunkSeconds(this.#base)
    return { framesPerSecond: (film * this.#base.fps) / each, realTime: film / each, remaining: remaining * each }
  }
}
