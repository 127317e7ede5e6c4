/** What a run has still to make, in order. */
import type { CardId } from '../../app/ids.ts'
import type { WorkItem } from '../../app/ledger/work.ts'

export class Queue {
  #items: WorkItem[] = []

  /** The cards that wait, the next first. */
  get cards(): readonly CardId[] {
    return this.#items.map(({ card }) => card)
  }

  /** Chunks still to be made of those that wait. */
  get chunks(): number {
    return this.#items.reduce((sum, { plan }) => sum + plan.chunks - plan.firstChunk, 0)
  }

  add(items: readonly WorkItem[]): void {
    this.#items.push(...items)
  }

  putFirst(item: WorkItem): void {
    this.#items.unshift(item)
  }

  next(): WorkItem | undefined {
    return this.#items.shift()
  }

  /** Puts those that wait in the order of `cards`; one that is not named goes behind, one that does not wait is passed over. */
  reorder(cards: readonly CardId[]): void {
    const rank = ({ card }: WorkItem): number => {
      const at = cards.indexOf(card)
      return at < 0 ? cards.length : at
    }
    this.#items = this.#items.toSorted((one, other) => rank(one) - rank(other))
  }
}
