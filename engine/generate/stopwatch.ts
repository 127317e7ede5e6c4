/** Milliseconds per phase of a chunk. Time outside (paused, encoding pictures) is not counted. */
import type { ChunkTimings } from '../../app/ledger/records.ts'

type Phase = Exclude<keyof ChunkTimings, 'encode'>

/** The result of some work with its duration in milliseconds. */
export async function timed<Result>(work: () => Promise<Result>): Promise<{ result: Result; took: number }> {
  const began = performance.now()
  const result = await work()
  return { result, took: performance.now() - began }
}

export class Stopwatch {
  readonly timings: Record<Phase, number> = { text: 0, denoise: 0, decode: 0, clean: 0 }
  #since = performance.now()

  /** Counts the time since the last lap for this phase. */
  lap(phase: Phase): void {
    const now = performance.now()
    this.timings[phase] += now - this.#since
    this.#since = now
  }

  /** Runs something without counting its time. */
  async apart<Result>(outside: () => Promise<Result>): Promise<Result> {
    const { result, took } = await timed(outside)
    this.#since += took
    return result
  }
}
