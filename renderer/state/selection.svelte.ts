/** Which shots the hands are on. The last one chosen is the one the inspector shows and ranges start from. */
import { SvelteSet } from 'svelte/reactivity'
import type { CardId } from '../../app/ids.ts'

export class Selection {
  readonly ids = new SvelteSet<CardId>()
  lead = $state<CardId | null>(null)

  has(id: CardId): boolean {
    return this.ids.has(id)
  }

  only(id: CardId): void {
    this.ids.clear()
    this.ids.add(id)
    this.lead = id
  }

  toggle(id: CardId): void {
    if (this.ids.delete(id)) this.lead = [...this.ids].at(-1) ?? null
    else {
      this.ids.add(id)
      this.lead = id
    }
  }

  /** From the leading card to `id`, in the order of `all`. */
  extend(id: CardId, all: readonly CardId[]): void {
    const from = this.lead === null ? -1 : all.indexOf(this.lead)
    const to = all.indexOf(id)
    if (from < 0 || to < 0) return this.only(id)
    this.replace(all.slice(Math.min(from, to), Math.max(from, to) + 1), this.lead)
  }

  replace(ids: readonly CardId[], lead: CardId | null = ids.at(-1) ?? null): void {
    this.ids.clear()
    for (const id of ids) this.ids.add(id)
    this.lead = lead
  }

  clear(): void {
    this.replace([])
  }

  /** Forgets cards that are no longer in the film. */
  confine(all: readonly CardId[]): void {
    for (const id of this.ids) if (!all.includes(id)) this.ids.delete(id)
    if (this.lead !== null && !this.ids.has(this.lead)) this.lead = [...this.ids].at(-1) ?? null
  }
}
