/** The ledger as the planner reads it: what was made, and the snapshot after each chunk. Knows no film. */
import type { SnapshotId, TakeId } from '../ids.ts'
import type { ChunkRecord, Snapshot, TakeRecord } from './records.ts'

export interface Ledger {
  /** The loaded model, `id@revision`: chunks of other models can be shown, not continued. */
  readonly model: string
  take(id: TakeId): TakeRecord | undefined
  /** The chunks of a take from index 0: those shared with the take it branches from, then its own. */
  chunksOf(id: TakeId): readonly ChunkRecord[]
  snapshot(id: SnapshotId): Snapshot | undefined
}

/** Whether a snapshot is empty. One that is not in the ledger is empty: every other is stored with the chunk before it. */
export const isEmptyMemory = (ledger: Ledger, id: SnapshotId): boolean => (ledger.snapshot(id)?.next ?? 0) === 0
