/** Asks before a running export would be interrupted by closing the film or quitting; one question at a time. */

export interface LeavingParts {
  readonly exports: { readonly running: boolean; idle(): Promise<void> }
  /** Asks; `signal` closes the question, answered with no. */
  readonly ask: (signal: AbortSignal) => Promise<boolean>
}

export class Leaving {
  readonly #parts: LeavingParts
  #asked: Promise<boolean> | null = null

  constructor(parts: LeavingParts) {
    this.#parts = parts
  }

  /** True when nothing is exported, or the user agrees; also when the export ends before the answer. */
  readonly may = (): Promise<boolean> => {
    if (!this.#parts.exports.running) return Promise.resolve(true)
    this.#asked ??= this.#ask().finally(() => (this.#asked = null))
    return this.#asked
  }

  async #ask(): Promise<boolean> {
    const { exports, ask } = this.#parts
    const over = new AbortController()
    void exports.idle().then(() => over.abort())
    return (await ask(over.signal)) || !exports.running
  }
}
