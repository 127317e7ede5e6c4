/**
 * Which take made each chunk of a take. A branch shares the first chunks of another take, which may be a branch itself, so a
 * take is a list of parts, each made by one take with one seed.
 */
import type { TakeId } from '../ids.ts'
import { chunk, type Chunk } from '../time.ts'
import type { Ledger } from './ledger.ts'
import type { Branch, ChunkRecord, TakeRecord } from './records.ts'

/** Chunks of a take from `at` to the next part, and the take that made them. */
export interface TakePart {
  readonly at: Chunk
  readonly take: TakeRecord
}

type Takes = Pick<Ledger, 'take'>

/** The parts of a take, last to first, lazily: there may be thousands. */
function* partsBack(ledger: Takes, take: TakeRecord): Generator<TakePart, undefined> {
  for (let each: TakeRecord | undefined = take; each; each = each.branch && ledger.take(each.branch.from)) {
    yield { at: each.branch?.at ?? chunk(0), take: each }
  }
  return undefined
}

/** The seed of a take's chunks from `at` on. */
export interface SeedPart {
  readonly at: Chunk
  readonly seed: number
}

/** Limit of parts listed for one take: a chunk may have been made again a hundred times. */
const seedsTold = 32

/** The seeds of a take, in chunk order; only the first and last ones where there are very many. */
export function seedsOf(ledger: Takes, take: TakeRecord): readonly SeedPart[] {
  const seeds: SeedPart[] = []
  for (const { at, take: part } of partsBack(ledger, take)) {
    if (seeds.length === seedsTold - 1) {
      seeds.push({ at: chunk(0), seed: seedBegunWith(ledger, part) })
      break
    }
    seeds.push({ at, seed: part.seed })
  }
  return seeds.reverse()
}

/** Cache of the first seed of branches: records never change, and branches of branches share their start. */
const begunWith = new WeakMap<TakeRecord, number>()

/** The seed a take was begun with, as its card asked for. Chunks made again have others. */
export function seedBegunWith(ledger: Takes, take: TakeRecord): number {
  const passed: TakeRecord[] = []
  let seed = take.seed
  for (const { take: part } of partsBack(ledger, take)) {
    const known = begunWith.get(part)
    seed = known ?? part.seed
    if (known !== undefined) break
    passed.push(part)
  }
  for (const part of passed) if (part.branch) begunWith.set(part, seed)
  return seed
}

/** The part of a take that chunk `at` belongs to. */
export function partAt(ledger: Takes, take: TakeRecord, at: Chunk): TakePart {
  let first: TakePart = { at: chunk(0), take }
  for (const part of partsBack(ledger, take)) {
    if (part.at <= at) return part
    first = part
  }
  return first
}

/** The branch record for a new take that shares the chunks of `take` before `at`; null when there are none. */
export function branchAt(ledger: Takes, take: TakeRecord, at: Chunk): Branch | null {
  // Names the take that made the last shared chunk, so repeated retries of one chunk do not depend on each other.
  return at === 0 ? null : { from: partAt(ledger, take, chunk(at - 1)).take.id, at }
}

/** Whether a chunk is part of a take, its own or shared. */
export function holds(ledger: Takes, id: TakeId, { take, index }: Pick<ChunkRecord, 'take' | 'index'>): boolean {
  const record = ledger.take(id)
  return record !== undefined && partAt(ledger, record, index).take.id === take
}
