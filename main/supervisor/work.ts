/** What a caller gives the supervisor to have made, and the handle it gets back. */
import type { FromEngine, JobTurn, Whereabouts } from '../../app/contract/engine.ts'
import type { TakePlan } from '../../app/ledger/schemas.ts'
import type { FailureData } from '../../app/base/failure.ts'
import type { Snapshot } from '../../app/ledger/records.ts'

type Message<Type extends FromEngine['type']> = Extract<FromEngine, { type: Type }>
export type ChunkMessage = Message<'chunk'>
export type ProgressMessage = Message<'progress'>
export type PreviewMessage = Message<'preview'>
export type DecodedMessage = Message<'decoded'>

/** The blobs the engine asked for, from the project file. */
export interface Supply {
  readonly pages: readonly { readonly id: string; readonly sha256: string; readonly bytes: Uint8Array }[]
  readonly latents: readonly { readonly sha256: string; readonly bytes: Uint8Array }[]
}

/** What the caller does for a running job. What these throw ends the job with that failure. */
export interface JobListener {
  supply(pages: readonly string[], latents: readonly string[]): Supply
  /** Where these pages are, in their order. Absent: nothing can be written again. */
  origins?(pages: readonly string[]): readonly Whereabouts[]
  /** Commits the chunk; when it returns, the chunk counts as saved. Called for every chunk exactly once, in order. */
  chunk(chunk: ChunkMessage): void
  progress?(progress: ProgressMessage): void
  /** Memory that is not stored is written again: so many of `all` chunks were gone through. */
  remember?(done: number, all: number): void
  preview?(preview: PreviewMessage): void
  /** The engine died and is started again; the job goes on from the last committed chunk. */
  restarted?(reason: FailureData): void
}

export interface Generation {
  /** The work asked for; `from` null is the empty memory. */
  readonly from: Snapshot | null
  readonly plan: TakePlan
}

export interface Job {
  readonly id: string
  /** `stopped` keeps every committed chunk. Rejects with a Failure; what was committed is kept then as well. */
  readonly done: Promise<'complete' | 'stopped'>
  /** From the next pass on: goes on, frees the processor, or ends. One that was stopped does not go on. */
  turn(to: JobTurn): void
}
