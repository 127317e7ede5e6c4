/** How fast film is being made: pure arithmetic over the moments at which chunks were saved. */
import { chunkSeconds, type Timebase } from '../../app/time.ts'

/** Chunks the speed is averaged over: recent enough to follow the machine, long enough not to jump. */
const span = 8

export interface Speed {
  /** Display frames made per second. */
  readonly framesPerSecond: number
  /** Seconds of film made per second: 1 is real time. */
  readonly realTime: number
  /** Seconds until the last planned chunk is saved. */
  readonly remaining: number
}

export class Rate {
  readonly #base: Timebase
  #moments: number[] = []

  constructor(base: Timebase) {
    this.#base = base
  }

  /** Work (re)starts now: what came before, a pause or the loading of a pack, does not count. @param now milliseconds */
  begin(now: number): void {
    this.#moments = [now]
  }

  /** A chunk was saved. @param remaining chunks still to be made */
  chunk(now: number, remaining: number): Speed {
    this.#moments.push(now)
    if (this.#moments.length > span + 1) this.#moments.shift()
    const each = (now - this.#moments[0]!) / 1000 / (this.#moments.length - 1)
    const film = chunkSeconds(this.#base)
    return { framesPerSecond: (film * this.#base.fps) / each, realTime: film / each, remaining: remaining * each }
  }
}
