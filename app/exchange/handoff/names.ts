/**
 * Names of shots and takes outside the studio: ASCII letters and digits, as editing programs match files by name and tapes
 * by eight-character reels. Titles are exported separately in any script.
 */

/** Makes names unique, ignoring case, as some disks do. */
class Names {
  readonly #given = new Set<string>()

  /** The first of `candidates` (an infinite sequence) that is not taken. */
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
  /** Base name of the file. */
  readonly stem: string
  readonly reel: string
}

export class HandoffNames {
  readonly #shots = new Names()
  readonly #reels = new Names()
  #count = 0

  /**
   * `12a` → `012A`; without such characters the shot's index is used.
   * @param shot its number as shown
   * @param index its place in the film, from 0
   */
  shot(shot: string, index: number): string {
    const plain = lettersAndDigits(shot) || String(index + 1)
    const stem = plain.replace(/^\d+/, (digits) => digits.padStart(3, '0'))
    return this.#shots.first(numbered(stem, (count) => `${stem}x${count}`))
  }

  /** @param shot result of `shot` @param number of the take, from 1 */
  take(shot: string, number: number): TakeName {
    const reel = `${shot.toUpperCase()}T${number}`
    const last = () => `R${String((this.#count += 1)).padStart(7, '0')}`
    return {
      stem: `${shot}_t${number}`,
      reel: this.#reels.first(reel.length <= reelLength ? numbered(reel, last) : numbered(last(), last))
    }
  }
}

/** Reel name length that every system supports. */
const reelLength = 8

const lettersAndDigits = (text: string): string =>
  text
    .normalize('NFKD')
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]/g, '')

function* numbered(first: string, other: (count: number) => string): Generator<string, never> {
  yield first
  for (let count = 2; ; count++) yield other(count)
}
