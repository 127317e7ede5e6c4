/**
 * What shots and takes are called outside: letters and digits of ASCII, as editing programs match files by name and tapes by
 * reels of eight such signs. Titles in any script go beside them.
 */

/** Gives each name once, whatever its case: disks do not tell `a` from `A`. */
class Names {
  readonly #given = new Set<string>()

  /** The first of `candidates` that was not given before. They never end. */
  first(candidates: Iterable<string>): string {
    for (const name of candidates) {
      const key = name.toLowerCase()
      if (this.#given.has(key)) continue
      this.#given.add(key)
      return name
    }
    throw new RangeError('candidates must not end')
  }
}

export interface TakeName {
  /** Of the file, without its extension. */
  readonly stem: string
  readonly reel: string
}

export class HandoffNames {
  readonly #shots = new Names()
  readonly #reels = new Names()
  #count = 0

  /**
   * `12a` → `012A`; what has no such sign goes by its place.
   * @param shot its number as the crew says it
   * @param index its place in the film, from 0
   */
  shot(shot: string, index: number): string {
    const plain = lettersAndDigits(shot) || String(index + 1)
    const stem = plain.replace(/^\d+/, (digits) => digits.padStart(3, '0'))
    return this.#shots.first(numbered(stem, (count) => `${stem}x${count}`))
  }

  /** @param shot what `shot` gave @param number of the take, from 1 */
  take(shot: string, number: number): TakeName {
    const reel = `${shot.toUpperCase()}T${number}`
    const last = () => `R${String((this.#count += 1)).padStart(7, '0')}`
    return {
      stem: `${shot}_t${number}`,
      reel: this.#reels.first(reel.length <= reelLength ? numbered(reel, last) : numbered(last(), last))
    }
  }
}

/** Signs that every system has room for in the name of a reel. */
export const reelLength = 8

const lettersAndDigits = (text: string): string =>
  text
    .normalize('NFKD')
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]/g, '')

function* numbered(first: string, other: (count: number) => string): Generator<string, never> {
  yield first
  for (let count = 2; ; count++) yield other(count)
}
