/** So much is under way at once, and the rest waits here, in the page's own process: a page that asks without end keeps only itself busy. */
export class InTurn {
  readonly #most: number
  #underWay = 0
  readonly #waiting: (() => void)[] = []

  /** @param most that may be under way at once */
  constructor(most: number) {
    this.#most = most
  }

  /** Begins `work` as soon as it may; what waits begins in the order in which it came. */
  async take<Value>(work: () => Promise<Value>): Promise<Value> {
    if (this.#underWay < this.#most) this.#underWay += 1
    else await new Promise<void>((begin) => this.#waiting.push(begin))
    try {
      return await work()
    } finally {
      const next = this.#waiting.shift()
      if (next) next()
      else this.#underWay -= 1
    }
  }
}
