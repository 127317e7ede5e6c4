/** Milliseconds per phase of a chunk. Time spent outside (paused, encoding pictures) is nobody's. */
type Phase = 'text' | 'denoise' | 'decode' | 'clean'

export class Stopwatch {
  readonly timings: Record<Phase, number> = { text: 0, denoise: 0, decode: 0, clean: 0 }
  #since = performance.now()

  /** The time since the last lap belongs to this phase. */
  lap(phase: Phase): void {
    const now = performance.now()
    this.timings[phase] += now - this.#since
    this.#since = now
  }

  /** Runs something whose time belongs to no phase. */
  async apart<Result>(outside: () => Promise<Result>): Promise<Result> {
    const began = performance.now()
    const result = await outside()
    this.#since += performance.now() - began
    return result
  }
}
