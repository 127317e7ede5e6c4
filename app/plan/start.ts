/** The memory from which a new take starts. */
import { Failure } from '../base/failure.ts'
import type { SnapshotId } from '../ids.ts'
import type { Before } from './shown.ts'
import { isEmptyMemory, type Ledger } from '../ledger/ledger.ts'

export type WorkStart =
  /** The empty memory. */
  | { readonly kind: 'empty' }
  | { readonly kind: 'snapshot'; readonly id: SnapshotId }
  /** The memory after the previous work item: known when that is made. */
  | { readonly kind: 'previous' }

/** @throws Failure `work.model` */
export function startAt(ledger: Ledger, id: SnapshotId): WorkStart {
  if (isEmptyMemory(ledger, id)) return { kind: 'empty' }
  const { model } = ledger.snapshot(id)!
  if (model !== ledger.model) throw otherModel('What comes before this shot', model, ledger)
  return { kind: 'snapshot', id }
}

/**
 * Where a new take of a card would start now.
 * @param before what precedes the card
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
