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

/** The parts of a take, last to first; the first given is its own. They may be thousands: whoever needs few takes few. */
function* partsBack(ledger: Takes, take: TakeRecord): Generator<Part, undefined> {
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

/** Parts told of one take: of a second made again a hundred times nobody reads each seed. */
const seedsTold = 32

/** The seeds a take was made with, from its first chunk on; where there are very many, the first and the last ones. */
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

/** Of takes that branch the seed they were begun with. Records never change, and those that share are asked one after another. */
const begunWith = new WeakMap<TakeRecord, number>()

/** The seed a take was begun with: the one its card asked for. A second made again has another on purpose. */
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
export function partAt(ledger: Takes, take: TakeRecord, at: Chunk): Part {
  let first: Part = { at: chunk(0), take }
  for (const part of partsBack(ledger, take)) {
    if (part.at <= at) return part
    first = part
  }
  return first
}

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
