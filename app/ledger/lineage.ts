/**
 * Who made what of a take. A take that branches shares the first chunks of another, which may share those of a third:
 * read from the first chunk on, it is a row of parts, each made by one take with one seed.
 */
import type { TakeId } from '../ids.ts'
import { chunk, type Chunk } from '../time.ts'
import type { Ledger } from './ledger.ts'
import type { Branch, ChunkRecord, TakeRecord } from './records.ts'

/** Chunks of a take from `at` up to the next part, and the take that made them. */
export interface Part {
  readonly at: Chunk
  readonly take: TakeRecord
}

type Takes = Pick<Ledger, 'take'>

/** The parts of a take, first to last; the last is its own. */
export function partsOf(ledger: Takes, take: TakeRecord): readonly Part[] {
  const parts: Part[] = []
  for (let each: TakeRecord | undefined = take; each; each = each.branch && ledger.take(each.branch.from)) {
    parts.unshift({ at: each.branch?.at ?? chunk(0), take: each })
  }
  return parts
}

/** The seed of a take's chunks from `at` on. */
export interface SeedPart {
  readonly at: Chunk
  readonly seed: number
}

/** The seeds a take was made with, from its first chunk on. */
export const seedsOf = (ledger: Takes, take: TakeRecord): readonly SeedPart[] =>
  partsOf(ledger, take).map(({ at, take: { seed } }) => ({ at, seed }))

/** The seed a take was begun with: the one its card asked for. A second made again has another on purpose. */
export const seedBegunWith = (ledger: Takes, take: TakeRecord): number => partsOf(ledger, take)[0]!.take.seed

/** The part of a take that chunk `at` belongs to. */
export const partAt = (ledger: Takes, take: TakeRecord, at: Chunk): Part =>
  partsOf(ledger, take).findLast((part) => part.at <= at)!

/** How a new take shares the chunks of `take` before `at`; null when there are none before it. */
export function branchAt(ledger: Takes, take: TakeRecord, at: Chunk): Branch | null {
  // The take that made the last one shared, so that a second made again and again does not hang on its failures.
  return at === 0 ? null : { from: partAt(ledger, take, chunk(at - 1)).take.id, at }
}

/** Whether a chunk is one of a take's, made by it or shared. */
export function holds(ledger: Takes, id: TakeId, { take, index }: Pick<ChunkRecord, 'take' | 'index'>): boolean {
  const record = ledger.take(id)
  return record !== undefined && partAt(ledger, record, index).take.id === take
}
