/** The selected shots. The film keeps the one at hand among them (docs/shot-at-hand.md). */
import { SvelteSet } from 'svelte/reactivity'
import type { CardId } from '../../app/ids.ts'

export class Selection {
  readonly ids = new SvelteSet<CardId>()
  /** Start of ranges: the last shot that was chosen alone, or added. */
  #anchor: CardId | null = null

  has(id: CardId): boolean {
    return this.ids.has(id)
  }

  only(id: CardId): void {
    this.replace([id])
  }

  add(id: CardId): void {
    this.ids.add(id)
    this.#anchor = id
  }

  delete(id: CardId): void {
    this.ids.delete(id)
  }

  /** Selects the range from its start to `id`, in the order of `all`. */
  extend(id: CardId, all: readonly CardId[]): void {
    const anchor = this.#anchor
    const from = anchor === null ? -1 : all.indexOf(anchor)
    const to = all.indexOf(id)
    if (from < 0 || to < 0) return this.only(id)
    this.replace(all.slice(Math.min(from, to), Math.max(from, to) + 1))
    this.#anchor = anchor
  }

  replace(ids: readonly CardId[]): void {
    this.ids.clear()
    for (const id of ids) this.ids.add(id)
    this.#anchor = ids[0] ?? null
  }

  /** Drops cards that are no longer in the film. */
  confine(all: ReadonlySet<CardId>): void {
    for (const id of this.ids) if (!all.has(id)) this.ids.delete(id)
  }
}
