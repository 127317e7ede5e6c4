/** Inputs and output of a roll-out. */
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
  /** For films begun when pages were named by the hash of their bytes. */
  readonly names?: 'content'
  readonly transformer: Transformer
  readonly rotate: Rotate
  readonly rules: MemoryRules
  readonly schedule: Schedule
  /** Of the first chunk of a film, where it has one of its own. */
  readonly firstSchedule?: Schedule
  readonly precision: Precision
  readonly store: MemoryStore
  /** Pins, forgets and look-ahead of this take. */
  readonly wishes?: MemoryWishes
  /** Modulation of a timestep, cached per model. */
  modulation(timestep: number): Promise<TimeModulation>
}

export interface RolledChunk {
  /** Stored form of the finished latents [chunk, channels, rows, columns]. */
  readonly latents: Uint8Array
  readonly latentsHash: string
  /** Of the clean pass. */
  readonly page: WrittenPage
  /** Of the re-cache before it, if the prompt changed. */
  readonly recached: WrittenPage | null
  /** Archive entries of this chunk. */
  readonly notes: readonly Note[]
  readonly after: MemoryState
}

/** Existing names of pages that are re-created. */
export type KnownNames = Partial<Record<'clean' | 'recache', PageId>>
