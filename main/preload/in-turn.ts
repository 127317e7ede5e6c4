/** A concurrency limit: excess work waits here, in the renderer's process, so a page that sends endless requests blocks only itself. */
export class InTurn {
  readonly #most: number
  #underWay = 0
  readonly #waiting: (() => void)[] = []

  /** @param most limit of concurrent work */
  constructor(most: number) {
    this.#most = most
  }

  /** Starts `work` as soon as the limit allows, in order of arrival. */
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
