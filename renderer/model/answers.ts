/** Waits for film states by serial. */
interface Waiting {
  readonly serial: number
  readonly go: () => void
}

export class Answers {
  #serial = -1
  #closed = false
  #waiting: readonly Waiting[] = []

  /** Resolves when a state with this serial, or a later one, has arrived, or the film is closed. */
  reached(serial: number): Promise<void> {
    if (this.#closed || serial <= this.#serial) return Promise.resolve()
    return new Promise((go) => (this.#waiting = [...this.#waiting, { serial, go }]))
  }

  arrived(serial: number): void {
    this.#serial = serial
    this.#release()
  }

  close(): void {
    this.#closed = true
    this.#release()
  }

  #release(): void {
    const here = ({ serial }: Waiting): boolean => this.#closed || serial <= this.#serial
    const waiting = this.#waiting
    this.#waiting = waiting.filter((each) => !here(each))
    waiting.filter(here).forEach(({ go }) => go())
  }
}
