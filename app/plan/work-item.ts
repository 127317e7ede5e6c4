/** A work item: a take, or the rest of one, with everything needed to make it. */
import type { CardId, TakeId } from '../ids.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { Branch } from '../ledger/records.ts'
import type { TakePlan } from '../ledger/schemas.ts'
import type { Chunk } from '../time.ts'
import type { Shown } from './shown.ts'
import { otherModel, startAt, type WorkStart } from './start.ts'

/** Chunks `plan.firstChunk … plan.chunks - 1` of one take, as they would be made now; when its turn comes, `settle` decides (want.ts). */
export interface WorkItem {
  readonly card: CardId
  /** The unfinished take to continue; null: a new take. */
  readonly take: TakeId | null
  readonly from: WorkStart
  readonly plan: TakePlan
  /** A new take that shares the first chunks of another; absent: no branch. */
  readonly branch?: Branch
  /** First chunk of a new take that its card shows; absent: 0. */
  readonly shows?: Chunk
  /** In English, for people. */
  readonly reason: string
}

/** Continues an unfinished take, up to `needed` chunks. @throws Failure `work.model` */
export function restItem(
  ledger: Ledger,
  card: CardId,
  { take, made, needed }: Pick<Shown, 'take' | 'made' | 'needed'>,
  reason: string
): WorkItem {
  if (take.model !== ledger.model) throw otherModel('The unfinished take of this shot', take.model, ledger)
  const { prompt, seed, policy, wishes } = take
  return {
    card,
    take: take.id,
    from: startAt(ledger, made.at(-1)?.after ?? take.start),
    plan: { prompt, seed, policy, ...(wishes && { wishes }), chunks: needed, firstChunk: made.length },
    reason
  }
}
