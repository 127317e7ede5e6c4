/** Speed of a run: arithmetic on the times at which chunks were committed. */
import { chunkSeconds, type Timebase } from '../../app/time.ts'

/** Progress of a chunk, 0 … 1, from its passes: decoding and storing it count as one more. */
export const shareOf = ({ step, steps }: { readonly step: number; readonly steps: number }): number =>
  step / (steps + 1)

/** Milliseconds of a run's first chunk before anything is concluded from the part that is made. */
const leastSeen = 5_000

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
  /** Progress of the current chunk, and what it was when work (re)started. */
  #share = 0
  #from = 0

  constructor(base: Timebase) {
    this.#base = base
  }

  /** Work (re)starts: a pause, or loading the pack, is not counted. @param now milliseconds */
  begin(now: number): void {
    this.#moments = [now]
    this.#from = this.#share
  }

  /** A chunk was committed. @param remaining chunks left to make */
  chunk(now: number, remaining: number): Speed {
    this.#share = 0
    this.#moments.push(now)
    if (this.#moments.length > span + 1) this.#moments.shift()
    return this.#speed(this.#each(), remaining)
  }

  /**
   * A part of the current chunk is made: a chunk of a large model takes minutes. After a restart of the engine it begins anew.
   * @param share 0 … 1
   * @param remaining chunks left to make, this one included
   * @returns null while too little was seen of the first chunk
   */
  part(now: number, share: number, remaining: number): Speed | null {
    if (share < this.#share) this.#from = 0
    this.#share = share
    if (this.#moments.length > 1) return this.#speed(this.#each(), remaining - share)
    const [took, made] = [now - this.#moments[0]!, share - this.#from]
    return took < leastSeen || made <= 0 ? null : this.#speed(took / 1000 / made, remaining - share)
  }

  /** Seconds a chunk. */
  #each(): number {
    return (this.#moments.at(-1)! - this.#moments[0]!) / 1000 / (this.#moments.length - 1)
  }

  #speed(each: number, chunks: number): Speed {
    const film = chunkSeconds(this.#base)
    return { framesPerSecond: (film * this.#base.fps) / each, realTime: film / each, remaining: chunks * each }
  }
}
