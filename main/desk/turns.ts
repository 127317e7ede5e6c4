/** A promise queue: each task starts when the previous one has settled. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve()

  /** Runs `work` after all earlier tasks. @returns its result */
  take<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.#last.then(work)
    this.#last = result.catch(() => {}) // the caller handles its rejection
    return result
  }
}
