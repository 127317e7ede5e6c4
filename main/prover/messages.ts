/** Messages between main and the prover process. Both are part of the program, so they are typed only. */
import type { FailureData } from '../../app/base/failure.ts'
import type { Fault } from '../store/faults.ts'

export type ToProver =
  | { readonly type: 'prove'; readonly path: string }
  /** Film is being made: leave it most of the processor. */
  | { readonly type: 'yield'; readonly on: boolean }

export type FromProver =
  | { readonly type: 'looked'; readonly things: number; readonly of: number }
  | { readonly type: 'fault'; readonly fault: Fault }
  | { readonly type: 'done'; readonly things: number }
  /** The file could not be read to its end. */
  | { readonly type: 'failed'; readonly error: FailureData }
