/** Reproducible random choices from a seed. */
import { philox } from '../../../engine/noise/philox.ts'

export class Dice {
  readonly #seed: number
  #drawn = 0

  constructor(seed: number) {
    this.#seed = seed
  }

  /** Whole, 0 … below - 1. */
  whole(below: number): number {
    const words = Uint32Array.of(this.#drawn++, 0, 0, 0)
    philox(words, this.#seed >>> 0, Math.floor(this.#seed / 0x100000000))
    return Math.floor((words[0]! / 0x100000000) * below)
  }

  pick<Item>(list: readonly Item[]): Item {
    return list[this.whole(list.length)]!
  }

  /** `count` different ones. */
  some<Item>(list: readonly Item[], count: number): Item[] {
    const left = [...list]
    return Array.from({ length: count }, () => left.splice(this.whole(left.length), 1)[0]!)
  }
}
