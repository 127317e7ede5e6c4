/** Where a new take starts: the memory that stands before its card. */
import { Failure } from '../base/failure.ts'
import type { SnapshotId } from '../ids.ts'
import type { Before } from './shown.ts'
import { isEmptyMemory, type Ledger } from '../ledger/ledger.ts'

export type WorkStart =
  /** The empty memory. */
  | { readonly kind: 'empty' }
  | { readonly kind: 'snapshot'; readonly id: SnapshotId }
  /** The memory that the item before this one leaves: known when it is made. */
  | { readonly kind: 'previous' }

/** @throws Failure `work.model` */
export function startAt(ledger: Ledger, id: SnapshotId): WorkStart {
  if (isEmptyMemory(ledger, id)) return { kind: 'empty' }
  const { model } = ledger.snapshot(id)!
  if (model !== ledger.model) throw otherModel('What comes before this shot', model, ledger)
  return { kind: 'snapshot', id }
}

/**
 * Where a new take of a card starts now.
 * @param before what stands before the card
 * @returns also the number of a shot in between that is not made
 * @throws Failure `work.model`
 */
export function startBehind(ledger: Ledger, before: Before): { start: WorkStart; unmade: string | null } {
  const { chunk: last, unmade } = before
  return { start: last === null ? { kind: 'empty' } : startAt(ledger, last.after), unmade }
}

export const otherModel = (what: string, model: string, ledger: Ledger): Failure =>
  new Failure(
    'work.model',
    `${what} was made with another model (${model}; now ${ledger.model}).`,
    'Make it again with this model, or choose the other one.',
    { model, now: ledger.model }
  )
