/** How long work on bytes will still take, from how long it has taken. */

/** Milliseconds before anything is said. */
const least = 2_000

export class Remaining {
  #begun: number | null = null

  /** @param now in milliseconds. @returns seconds; null as long as they are not known */
  after(done: number, of: number, now: number): number | null {
    this.#begun ??= now
    const took = now - this.#begun
    if (took < least || done === 0) return null
    return ((of - done) * took) / done / 1000
  }
}
