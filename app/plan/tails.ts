/**
 * Tails: chunks made of a take beyond the end of its shot, as handles for an editing program. The shot after it starts from the
 * last chunk shown, so nothing else changes.
 */
import { limits } from '../base/limits.ts'
import type { Failure } from '../base/failure.ts'
import type { Film } from '../film/film.ts'
import type { CardId, TakeId } from '../ids.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { chunk, type Chunk } from '../time.ts'
import { shownOf, type Shown } from './shown.ts'
import { otherModel } from './start.ts'
import { restItem, type WorkItem } from './work-item.ts'

/** A request for as many chunks beyond the end of every finished shot. Those that a take already has are counted. */
export interface TailRequest {
  readonly kind: 'tails'
  /** At least 1. */
  readonly chunks: Chunk
}

export interface Tails {
  readonly items: readonly WorkItem[]
  /** Finished shots whose take another model made: they get none. */
  readonly skipped: readonly { readonly card: CardId; readonly problem: Failure }[]
}

/** The work for tails. Unfinished shots get none; of a take that several shots show, the end is that of the last of them. */
export function planTails(film: Film, ledger: Ledger, { chunks }: TailRequest): Tails {
  const last = new Map<TakeId, { readonly card: CardId; readonly shown: Shown }>()
  for (const card of film.cards) {
    const shown = shownOf(card, ledger)
    if (shown === null) continue
    const other = last.get(shown.take.id)
    if (other === undefined || other.shown.needed < shown.needed) last.set(shown.take.id, { card: card.id, shown })
  }
  const items: WorkItem[] = []
  const skipped: { card: CardId; problem: Failure }[] = []
  for (const { card, shown } of last.values()) {
    const needed = chunk(Math.min(shown.needed + chunks, limits.cardChunks))
    const { take, made } = shown
    if (made.length < shown.needed || made.length >= needed) continue
    if (take.model !== ledger.model)
      skipped.push({ card, problem: otherModel('The take of this shot', take.model, ledger) })
    else items.push(restItem(ledger, card, { take, made, needed }, 'A tail for an editing program was asked for.'))
  }
  return { items, skipped }
}
