/** One entry of the work plan: a take, or the rest of one, with everything that making it needs. */
import type { CardId, TakeId } from '../ids.ts'
import type { Branch } from '../ledger/records.ts'
import type { TakePlan } from '../ledger/schemas.ts'
import type { Chunk } from '../time.ts'
import type { WorkStart } from './start.ts'

/** Chunks `plan.firstChunk … plan.chunks - 1` of one take, as it would be made now; when its turn comes, as `settle` says (want.ts). */
export interface WorkItem {
  readonly card: CardId
  /** The unfinished take to continue; null: a new take. */
  readonly take: TakeId | null
  readonly from: WorkStart
  readonly plan: TakePlan
  /** A new take that shares the first chunks of another; absent: it begins with a chunk of its own. */
  readonly branch?: Branch
  /** First chunk of a new take that its card is to show; absent: 0. */
  readonly shows?: Chunk
  /** In English, for people. */
  readonly reason: string
}
