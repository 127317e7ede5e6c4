/**
 * The reference's rolling key/value cache of one layer, slot by slot (memflow.md §3.3), in units of one latent frame.
 * Written from the slot arithmetic, not from the frame rule of §3.4 that the product follows.
 */
import type { Row } from './oracle.ts'

/** Keys (rotated) and values of one frame in one layer, flat [tokens · dim]. */
export interface Held {
  readonly frame: number
  readonly keys: Row
  readonly values: Row
}

/** The slots as one pass sees them, its own frames in place. */
export interface Layout {
  readonly sink: readonly Held[]
  readonly local: readonly Held[]
  readonly slots: readonly (Held | undefined)[]
  readonly localEnd: number
  readonly recompute: boolean
}

export class RollingCache {
  readonly #sink: number
  #slots: (Held | undefined)[]
  #globalEnd = 0
  #localEnd = 0

  constructor(capacity: number, sink: number) {
    this.#slots = new Array<Held | undefined>(capacity).fill(undefined)
    this.#sink = sink
  }

  /** Where a pass over these consecutive frames puts them, and what it attends to. The cache itself stays. */
  layout(own: readonly Held[]): Layout {
    const capacity = this.#slots.length
    const start = own[0]!.frame
    const end = start + own.length
    const recompute = end <= this.#globalEnd && start > 0
    const slots = [...this.#slots]
    const overflow = own.length + this.#localEnd - capacity
    const evicted = end > this.#globalEnd && overflow > 0 ? overflow : 0
    if (evicted > 0)
      for (let slot = this.#sink; slot < this.#localEnd - evicted; slot++) slots[slot] = slots[slot + evicted]
    const localEnd = this.#localEnd + end - this.#globalEnd - evicted
    own.forEach((held, i) => {
      const slot = localEnd - own.length + i
      if (!recompute || slot >= this.#sink) slots[slot] = held
    })
    const there = (from: number, to: number): Held[] => slots.slice(from, to).filter((held) => held !== undefined)
    const localStart = Math.max(this.#sink, localEnd - (capacity - this.#sink))
    return { sink: there(0, this.#sink), local: there(localStart, localEnd), slots, localEnd, recompute }
  }

  /** Stores the keys and values of a clean pass or a re-cache. */
  write(own: readonly Held[]): void {
    const { slots, localEnd, recompute } = this.layout(own)
    this.#slots = [...slots]
    if (recompute) return
    this.#localEnd = localEnd
    this.#globalEnd = own.at(-1)!.frame + 1
  }

  /** The frames of the sink and of the window, in slot order. */
  get contents(): { sink: readonly Held[]; window: readonly Held[] } {
    const held = this.#slots.slice(0, this.#localEnd).filter((entry) => entry !== undefined)
    return { sink: held.slice(0, this.#sink), window: held.slice(this.#sink) }
  }
}
