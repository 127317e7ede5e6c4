/**
 * An entry of the queue: minimal, so that it is made from its card's current plan when its turn comes, and can be stored in
 * the project. A film's queue is its list of wants (docs/undo.md).
 */
import * as v from 'valibot'
import type { Film } from '../film/film.ts'
import { cardIdSchema, lengthSchema, seedSchema, takeIdSchema } from '../film/schema.ts'
import { branched } from './branch.ts'
import { shownOf } from './shown.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { freshItem } from './work.ts'
import { restItem, type WorkItem } from './work-item.ts'
import { chunk } from '../time.ts'

const place = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.transform(chunk))
const reason = v.pipe(v.string(), v.maxLength(1_000))

export const wantSchema = v.variant('kind', [
  /** A new take; a locked seed of the card overrides `seed`. */
  v.strictObject({ kind: v.literal('take'), card: cardIdSchema, seed: seedSchema, reason }),
  /** The rest of an unfinished take, up to `chunks`. */
  v.strictObject({ kind: v.literal('rest'), card: cardIdSchema, take: takeIdSchema, chunks: lengthSchema, reason }),
  /** A take again from its chunk `at` on; the card shows it from `shows` on. */
  v.strictObject({
    ...{ kind: v.literal('second'), card: cardIdSchema, take: takeIdSchema, at: place, chunks: lengthSchema },
    ...{ shows: place, seed: seedSchema, reason }
  })
])
export type Want = v.InferOutput<typeof wantSchema>

export function wantOf({ card, take, plan, branch, shows, reason }: WorkItem): Want {
  const chunks = chunk(plan.chunks)
  if (take !== null) return { kind: 'rest', card, take, chunks, reason }
  const { seed } = plan
  if (!branch) return { kind: 'take', card, seed, reason }
  return { kind: 'second', card, take: branch.from, at: branch.at, chunks, shows: shows ?? chunk(0), seed, reason }
}

/**
 * Resolves a want to a work item now; the card, and what precedes it, may have changed since it was queued.
 * @param nextStays whether the card after it keeps its pictures
 * @returns null when its card is not in the film, or nothing is left to make
 * @throws Failure `work.*`: the card cannot be made as it is now
 */
export function settle(film: Film, ledger: Ledger, want: Want, nextStays: boolean): WorkItem | null {
  const index = film.cards.findIndex(({ id }) => id === want.card)
  if (index < 0) return null
  if (want.kind === 'take') return freshItem(film, ledger, index, want, nextStays)
  const take = ledger.take(want.take)
  if (take === undefined) return null
  const made = ledger.chunksOf(take.id)
  if (want.kind === 'second') {
    return made.length < want.at ? null : branched(film, ledger, { ...want, take })
  }
  const chunks = neededOf(film, ledger, want)
  if (made.length >= chunks) return null
  return restItem(ledger, want.card, { take, made, needed: chunk(chunks) }, want.reason)
}

/** Length a take is to have: as requested, or as long as its cards need. */
export function neededOf(film: Film, ledger: Ledger, { take, chunks }: Extract<Want, { kind: 'rest' }>): number {
  const shown = film.cards.filter(({ activeTake }) => activeTake === take).map((card) => shownOf(card, ledger))
  return Math.max(chunks, ...shown.map((each) => each?.needed ?? 0))
}

/** Chunks left to make of a want. */
export function remainingChunks(film: Film, ledger: Ledger, want: Want): number {
  if (want.kind === 'second') return want.chunks - want.at
  if (want.kind === 'take') return film.cards.find(({ id }) => id === want.card)?.length ?? 0
  return Math.max(0, want.chunks - ledger.chunksOf(want.take).length)
}
