/** The ledger as those read it who plan a film: what was made, and which memory each chunk left. It knows no film. */
import type { SnapshotId, TakeId } from '../ids.ts'
import type { ChunkRecord, Snapshot, TakeRecord } from './records.ts'

export interface Ledger {
  /** The model in use now, `id@revision`: what other models made can be shown, not continued. */
  readonly model: string
  take(id: TakeId): TakeRecord | undefined
  /** The chunks of a take, from index 0 without gaps: those it shares with the take it branches from, then its own. */
  chunksOf(id: TakeId): readonly ChunkRecord[]
  snapshot(id: SnapshotId): Snapshot | undefined
}

/**
 * Whether a memory holds nothing. One the ledger does not list holds nothing: every other is written together with the
 * chunk that left it.
 */
export const isEmptyMemory = (ledger: Ledger, id: SnapshotId): boolean => (ledger.snapshot(id)?.next ?? 0) === 0
