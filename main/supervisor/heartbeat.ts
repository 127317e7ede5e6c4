/** Heartbeat: pings the engine, which answers between denoising steps, or groups of layers of a long one; silence means a hung or frozen process. */

export interface HeartbeatOptions {
  /** Milliseconds between pings. */
  readonly every: number
  /** Milliseconds of silence after which the engine counts as dead; longer for a model whose runs are expected to be long. */
  readonly timeout: number
}

export class Heartbeat {
  readonly #timer: ReturnType<typeof setInterval>
  /** Unanswered pings. Counted, not timed: time that a laptop slept is not silence. */
  #unanswered = 0

  /** Starts: `ping` sends a ping, `silent` is called once when no answer came in time. */
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

  /** Any message of the engine counts as an answer. */
  alive(): void {
    this.#unanswered = 0
  }

  stop(): void {
    clearInterval(this.#timer)
  }
}
