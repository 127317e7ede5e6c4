/** Events of a run, for the command line and the window. */
import type { FailureData } from '../../app/base/failure.ts'
import type { CardId, TakeId } from '../../app/ids.ts'
import type { ChunkRecord } from '../../app/ledger/records.ts'
import type { Fit } from '../../app/contract/open-film.ts'
import type { Work } from '../../app/plan/work.ts'
import type { Condition } from './condition.ts'
import type { Speed } from './rate.ts'

/** Position in a run. Counts, not indices, unless noted. */
export interface RunPosition {
  readonly card: CardId
  /** Null until the first chunk of a new take is committed. */
  readonly take: TakeId | null
  /** Index of the chunk inside its take, of `chunks`. */
  readonly chunk: number
  readonly chunks: number
  /** Chunks committed in this run, of `total`. */
  readonly done: number
  readonly total: number
}

export type RunEvent =
  /** The plan at the start; `waiting` and `remaining` as in `queue`. */
  | { readonly type: 'planned'; readonly work: Work; readonly waiting: readonly CardId[]; readonly remaining: number }
  /** A card's turn begins; the queue after it. */
  | { readonly type: 'card'; readonly position: RunPosition; readonly waiting: readonly CardId[] }
  /** The queue changed. `remaining`: chunks left to make. */
  | { readonly type: 'queue'; readonly waiting: readonly CardId[]; readonly remaining: number }
  /** A card whose turn came cannot be made (null: the request cannot); the others continue. */
  | { readonly type: 'passed'; readonly card: CardId | null; readonly problem: FailureData }
  /** The current work is interrupted to make a card's take again from its chunk `at` on. */
  | { readonly type: 'branch'; readonly card: CardId; readonly at: number }
  /** Progress of re-creating memory that is not stored, of `all` chunks. */
  | { readonly type: 'remember'; readonly done: number; readonly all: number }
  /** `step` of `steps` passes of the current chunk are done, with the share of the one under way. `speed`: null while nothing is known. */
  | {
      readonly type: 'step'
      readonly position: RunPosition
      readonly step: number
      readonly steps: number
      readonly speed: Speed | null
    }
  /** The current chunk has pictures, before it is committed; they are sent under the name `job`. */
  | { readonly type: 'preview'; readonly position: RunPosition; readonly job: string }
  /** A chunk was committed. `commit` = milliseconds that took. */
  | {
      readonly type: 'chunk'
      readonly position: RunPosition
      readonly record: ChunkRecord
      readonly speed: Speed
      readonly commit: number
    }
  /** A take begun on another device is continued here (ledger/made-on.ts): it will not be bit-equal to what that device would make. */
  | { readonly type: 'elsewhere'; readonly card: CardId; readonly begun: string; readonly now: string }
  /** The engine died, or its device failed, and it is restarting. */
  | { readonly type: 'restarted'; readonly reason: FailureData }
  /** The device failed twice in a row: the run waits for an answer. `fit`: after it ran out of memory, what is known of the CPU. */
  | { readonly type: 'gaveUp'; readonly failure: FailureData; readonly fit: Fit | null }
  /** The condition changed. */
  | { readonly type: 'condition'; readonly condition: Condition }

export interface RunResult {
  readonly end: 'complete' | 'stopped'
  readonly work: Work
  /** Chunks committed. */
  readonly made: number
}
