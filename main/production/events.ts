/** What a run tells while it works; the command line and the window show it. */
import type { FailureData } from '../../app/base/failure.ts'
import type { CardId, TakeId } from '../../app/ids.ts'
import type { ChunkRecord } from '../../app/ledger/records.ts'
import type { Work } from '../../app/plan/work.ts'
import type { Speed } from './rate.ts'
import type { Condition } from './run-state.ts'

/** Where a run is. Counts, not indices, unless said. */
export interface RunPosition {
  readonly card: CardId
  /** Null until the first chunk of a new take is saved. */
  readonly take: TakeId | null
  /** Index of the chunk inside its take, of `chunks`. */
  readonly chunk: number
  readonly chunks: number
  /** Chunks saved in this run, of `total`. */
  readonly done: number
  readonly total: number
}

export type RunEvent =
  /** What is asked for at the beginning; `waiting` and `remaining` as in `queue`. */
  | { readonly type: 'planned'; readonly work: Work; readonly waiting: readonly CardId[]; readonly remaining: number }
  /** A card's turn, and the cards that wait for theirs. */
  | { readonly type: 'card'; readonly position: RunPosition; readonly waiting: readonly CardId[] }
  /** Other cards wait, or in another order. `remaining`: chunks still to be made. */
  | { readonly type: 'queue'; readonly waiting: readonly CardId[]; readonly remaining: number }
  /** A card whose turn came cannot be made (null: what was asked for cannot); the others are. */
  | { readonly type: 'passed'; readonly card: CardId | null; readonly problem: FailureData }
  /** What was being made is left for this: a card's take again from its chunk `at` on. */
  | { readonly type: 'branch'; readonly card: CardId; readonly at: number }
  /** Memory that is not stored is written again: so many of `all` chunks were gone through. */
  | { readonly type: 'remember'; readonly done: number; readonly all: number }
  /** `step` of `steps` passes of the running chunk are done. */
  | { readonly type: 'step'; readonly position: RunPosition; readonly step: number; readonly steps: number }
  /** The running chunk has pictures, before it is saved; they go to whoever watches under the name `job`. */
  | { readonly type: 'preview'; readonly position: RunPosition; readonly job: string }
  /** A chunk is saved. `commit` = milliseconds that took. */
  | {
      readonly type: 'chunk'
      readonly position: RunPosition
      readonly record: ChunkRecord
      readonly speed: Speed
      readonly commit: number
    }
  /**
   * What comes goes on with a take that was begun on another device (ledger/made-on.ts): it will not be, bit for bit, what it
   * would have been there.
   */
  | { readonly type: 'elsewhere'; readonly card: CardId; readonly begun: string; readonly now: string }
  /** The engine died and is being started again. */
  | { readonly type: 'restarted'; readonly reason: FailureData }
  /** It stands otherwise than before. */
  | { readonly type: 'condition'; readonly condition: Condition }

export interface RunResult {
  readonly end: 'complete' | 'stopped'
  readonly work: Work
  /** Chunks saved. */
  readonly made: number
}
