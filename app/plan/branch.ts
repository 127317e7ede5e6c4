/** Makes the end of a shot again: a new take that shares the chunks before, and has its own from there on. */
import { Failure } from '../base/failure.ts'
import type { Film } from '../film/film.ts'
import type { CardId, TakeId } from '../ids.ts'
import { chunk, type Chunk } from '../time.ts'
import { before, shownOf } from './shown.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { branchAt, partAt } from '../ledger/lineage.ts'
import type { TakeRecord } from '../ledger/records.ts'
import { anotherSeed, type SeedSource } from './seed.ts'
import { startAt, startBehind } from './start.ts'
import { planChange } from './state.ts'
import type { WorkItem } from './work-item.ts'

/** A request to make the card's take again from its chunk `at` on, as far as it is made. */
export interface BranchRequest {
  readonly kind: 'branch'
  readonly card: CardId
  /** Chunk of the take, from 0; one that the card shows. */
  readonly at: number
  /** Absent: a new one. */
  readonly seed?: number
}

/**
 * The work item for a second of a finished or stopped shot.
 * @throws Failure `work.card`, `work.second` (nothing is made there), `work.changed` (the shot's plan has changed)
 */
export function planBranch(film: Film, ledger: Ledger, request: BranchRequest, seeds: SeedSource): WorkItem {
  const index = film.cards.findIndex(({ id }) => id === request.card)
  const card = film.cards[index]
  if (card === undefined) throw noCard()
  const shown = shownOf(card, ledger)
  const end = shown === null ? 0 : shown.from + shown.chunks.length
  if (shown === null || request.at < shown.from || request.at >= end) {
    throw noSecond()
  }
  const change = planChange(film, card, shown, ledger)
  if (change !== null) throw new Failure('work.changed', change.reason, 'Make the whole shot again.')
  const at = chunk(request.at)
  const seed = request.seed ?? anotherSeed(film, index, seeds, partAt(ledger, shown.take, at).take.seed)
  return branched(film, ledger, { card: card.id, take: shown.take, at, chunks: chunk(end), shows: shown.from, seed })
}

/** A take again from one of its chunks on. */
export interface Branching {
  readonly card: CardId
  readonly take: TakeRecord
  /** The first chunk made again; all before it exist. */
  readonly at: Chunk
  /** Length of the new take. */
  readonly chunks: Chunk
  /** First chunk of it that the card shows. */
  readonly shows: Chunk
  readonly seed: number
}

/**
 * The work item of a branch with the plan of its parent.
 * @throws Failure `work.model`
 */
export function branched(film: Film, ledger: Ledger, { card, take, at, chunks, shows, seed }: Branching): WorkItem {
  const { prompt, policy, wishes } = take
  const plan = { prompt, seed, policy, ...(wishes && { wishes }), chunks, firstChunk: at }
  const branch = branchAt(ledger, take, at)
  const reason = 'Its last second was asked for again.'
  if (branch !== null) {
    const from = startAt(ledger, ledger.chunksOf(take.id)[at - 1]!.after)
    return { card, take: null, from, plan, branch, shows, reason }
  }
  const index = film.cards.findIndex(({ id }) => id === card)
  return { card, take: null, from: startBehind(ledger, before(film, ledger, index)).start, plan, reason }
}

/**
 * The work item that replaces the current one: the same with another seed from chunk `at` on.
 * @param item and `take`: the current ones; `take` null: nothing of it is committed
 * @throws Failure `work.second` (the chunks before are not made), `work.model`
 */
export function branchUnderWay(
  film: Film,
  ledger: Ledger,
  { item, take: id }: { readonly item: WorkItem; readonly take: TakeId | null },
  request: BranchRequest,
  seeds: SeedSource
): WorkItem {
  const index = film.cards.findIndex((each) => each.id === item.card)
  const card = film.cards[index]
  if (card === undefined) throw noCard()
  const take = id === null ? undefined : ledger.take(id)
  const made = take === undefined ? item.plan.firstChunk : ledger.chunksOf(take.id).length
  if (request.at > made || (take === undefined && request.at < made)) throw noSecond()
  const at = chunk(request.at)
  const last = take === undefined ? item.plan.seed : partAt(ledger, take, at).take.seed
  const seed = request.seed ?? anotherSeed(film, index, seeds, last)
  if (take === undefined) return { ...item, plan: { ...item.plan, seed } }
  const shows = card.takes.find((use) => use.take === take.id)?.from ?? chunk(0)
  return branched(film, ledger, { card: card.id, take, at, chunks: chunk(item.plan.chunks), shows, seed })
}

export const noCard = (): Failure =>
  new Failure('work.card', 'This shot is not in the film.', 'Choose one of its shots.')
const noSecond = (): Failure => new Failure('work.second', 'Nothing of the shot is made there.', 'Make the shot first.')
