/** What a roll-out works with, and what it gives. */
import type { PageId } from '../../app/ids.ts'
import type { MemoryWishes } from '../../app/ledger/records.ts'
import type { Rotate, TimeModulation, Transformer } from '../../kernels/transformer/types.ts'
import type { Note } from '../memory/archive.ts'
import type { MemoryState, MemoryRules } from '../memory/policy.ts'
import type { Schedule } from '../schedule/schedule.ts'
import type { WrittenPage } from './page-holder.ts'
import type { Precision } from './precision.ts'
import type { MemoryStore } from './store.ts'

export interface RolloutParts {
  /** `id@revision`, part of the names of pages. */
  readonly model: string
  /** Of films begun when pages were named by their bytes. */
  readonly names?: 'content'
  readonly transformer: Transformer
  readonly rotate: Rotate
  readonly rules: MemoryRules
  readonly schedule: Schedule
  readonly precision: Precision
  readonly store: MemoryStore
  /** What the artist asked of the memory for this take. */
  readonly wishes?: MemoryWishes
  /** Modulation of a timestep, computed once for a model. */
  modulation(timestep: number): Promise<TimeModulation>
}

export interface RolledChunk {
  /** Stored form of the finished latents [chunk, channels, rows, columns]. */
  readonly latents: Uint8Array
  readonly latentsHash: string
  /** Of the clean pass. */
  readonly page: WrittenPage
  /** Of the re-cache before it, where a prompt switch asked for one. */
  readonly recached: WrittenPage | null
  /** What an archive holds of this chunk. */
  readonly notes: readonly Note[]
  readonly after: MemoryState
}

/** Names that pages had when they were written first, where they are written again. */
export type KnownNames = Partial<Record<'clean' | 'recache', PageId>>
