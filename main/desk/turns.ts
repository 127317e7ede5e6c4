/** Work that must not overlap: each begins when the one asked for before it has ended, well or not. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve()

  /** @returns what `work` gives, when its turn has come */
  take<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.#last.then(work)
    this.#last = result.catch(() => {}) // whoever asked for it is told
    return result
  }
}
