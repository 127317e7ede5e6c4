/** Input and result types of the supervisor's work. */
import type { FromEngine, JobTurn, Whereabouts } from '../../app/contract/engine.ts'
import type { TakePlan } from '../../app/ledger/schemas.ts'
import type { FailureData } from '../../app/base/failure.ts'
import type { Snapshot } from '../../app/ledger/records.ts'

type Message<Type extends FromEngine['type']> = Extract<FromEngine, { type: Type }>
export type ChunkMessage = Message<'chunk'>
export type ProgressMessage = Message<'progress'>
export type PreviewMessage = Message<'preview'>
export type DecodedMessage = Message<'decoded'>

/** The blobs the engine requested, from the project file. */
export interface Supply {
  readonly pages: readonly { readonly id: string; readonly sha256: string; readonly bytes: Uint8Array }[]
  readonly latents: readonly { readonly sha256: string; readonly bytes: Uint8Array }[]
}

/** The stored chunks before one that is decoded. */
export interface StoredPast {
  /** SHA-256 of the latents of each, oldest first: as many as the model looks back. */
  readonly hashes: readonly string[]
  /** Those of the named latents that are stored; called only when the engine has not just decoded them. */
  read(hashes: readonly string[]): Supply['latents']
}

/** Of a chunk whose pictures depend on its own latents alone. */
export const noStoredPast: StoredPast = { hashes: [], read: () => [] }

/** Callbacks for a running job. A thrown error ends the job with that failure. */
export interface JobListener {
  supply(pages: readonly string[], latents: readonly string[]): Supply
  /** Origins of these pages, in order. Absent: nothing can be re-created. */
  origins?(pages: readonly string[]): readonly Whereabouts[]
  /** Commits the chunk; when it returns, the chunk counts as committed. Called exactly once per chunk, in order. */
  chunk(chunk: ChunkMessage): void
  progress?(progress: ProgressMessage): void
  /** Progress of re-creating memory that is not stored, of `all` chunks. */
  remember?(done: number, all: number): void
  preview?(preview: PreviewMessage): void
  /** The engine crashed and is restarting; the job continues from the last committed chunk. */
  restarted?(reason: FailureData): void
}

export interface Generation {
  /** The work asked for; `from` null is the empty memory. */
  readonly from: Snapshot | null
  /** SHA-256 of the latents of the chunks before `from`, oldest first: as many as the model looks back. */
  readonly past: readonly string[]
  readonly plan: TakePlan
}

export interface Job {
  readonly id: string
  /**
   * `stopped` keeps every committed chunk. Rejects with a Failure, `device.given-up` for one; committed chunks are kept then as
   * well.
   */
  readonly done: Promise<'complete' | 'stopped'>
  /** From the next pass on: continues, pauses, or ends. A stopped job cannot continue. */
  turn(to: JobTurn): void
}
