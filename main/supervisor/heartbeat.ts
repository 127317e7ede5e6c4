/** Asks the engine for a sign of life; it answers between denoising steps, so silence is a hung or frozen process. */

export interface HeartbeatOptions {
  /** Milliseconds between pings. */
  readonly every: number
  /** Milliseconds of silence after which the engine is taken for dead. Longer than the slowest single step. */
  readonly timeout: number
}

export class Heartbeat {
  readonly #timer: ReturnType<typeof setInterval>
  /** Pings since the last sign of life. Counted, not timed: a laptop that slept has not been waiting. */
  #unanswered = 0

  /** Starts beating: `ping` sends a question, `silent` is called once when no sign of life came in time. */
  constructor(options: HeartbeatOptions, ping: () => void, silent: () => void) {
    this.#timer = setInterval(() => {
      if (this.#unanswered * options.every >= options.timeout) {
        this.stop()
        silent()
      } else {
        this.#unanswered++
        ping()
      }
    }, options.every)
    this.#timer.unref()
  }

  /** Any message of the engine is a sign of life. */
  alive(): void {
    this.#unanswered = 0
  }

  stop(): void {
    clearInterval(this.#timer)
  }
}
