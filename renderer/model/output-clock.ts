/** The time of what comes out of the loudspeakers, since playback began. */
import { sampleRate } from '../../app/time.ts'

/** What it reads of an `AudioContext`. */
type Output = Pick<AudioContext, 'currentTime'> & {
  getOutputTimestamp(): { readonly contextTime?: number; readonly performanceTime?: number }
}

/** Milliseconds after which an output that stands still is told of; longer pauses between looks do not count. */
const patience = 2_000
const pause = 500

export class OutputClock {
  readonly #output: Output
  readonly #base: number
  /** When the first sample is played, on the output's clock, in seconds; null: it is not there yet. */
  #startsAt: number | null = null
  #seen = -1
  /** Milliseconds in which the output stood still, and the stamp of the last look. */
  #still = 0
  #stamp = 0

  /** @param base milliseconds that it shows until the first sample is played */
  constructor(output: Output, base: number) {
    this.#output = output
    this.#base = base
  }

  get startsAt(): number | null {
    return this.#startsAt
  }

  /** @param at when the first sample is played, in seconds of the output's clock */
  start(at: number): void {
    this.#startsAt = at
  }

  /** Samples since the first one, by what was handed to the output; null before that. */
  get position(): number | null {
    const { currentTime } = this.#output
    return this.#startsAt === null ? null : Math.max(0, Math.round((currentTime - this.#startsAt) * sampleRate))
  }

  /** @param stamp as `performance.now()` @returns milliseconds; null: the output stands still */
  now(stamp: number): number | null {
    if (this.#startsAt === null) return this.#base
    if (this.#stands(stamp)) return null
    return this.#base + Math.max(0, this.#heard(stamp) - this.#startsAt) * 1000
  }

  /** The output's delay is taken into account: what is heard now was handed to it earlier. */
  #heard(stamp: number): number {
    const { contextTime = 0, performanceTime = 0 } = this.#output.getOutputTimestamp()
    const { currentTime } = this.#output
    if (contextTime === 0) return currentTime
    return Math.min(currentTime, contextTime + (stamp - performanceTime) / 1000)
  }

  #stands(stamp: number): boolean {
    const { currentTime } = this.#output
    const since = stamp - this.#stamp
    if (currentTime !== this.#seen) this.#still = 0
    else if (since < pause) this.#still += since
    this.#seen = currentTime
    this.#stamp = stamp
    return this.#still > patience
  }
}
