/**
 * Lets requests in one after the other, in order of arrival, with main's other work in between: a page that asks without end
 * keeps main from nothing else, and holds no more of its memory than a few answers.
 */
import { limits } from '../../app/base/limits.ts'

/** Requests that may wait: two for each card of the longest film. */
const mostWaiting = 2 * limits.cards

export class Gate {
  readonly #waiting: (() => void)[] = []
  #isBusy = false

  /** @returns undefined when too many wait: the request is refused, nothing is done */
  async pass<Answer>(work: () => Promise<Answer>): Promise<Answer | undefined> {
    if (this.#waiting.length >= mostWaiting) return undefined
    if (this.#isBusy) await new Promise<void>((begin) => this.#waiting.push(begin))
    this.#isBusy = true
    try {
      return await work()
    } finally {
      setImmediate(() => this.#next())
    }
  }

  #next(): void {
    const next = this.#waiting.shift()
    if (next) next()
    else this.#isBusy = false
  }
}
