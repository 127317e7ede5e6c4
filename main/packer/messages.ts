/** Messages between main and the process that looks for, adds, checks and removes packs. Both are part of the program. */
import type { FailureData } from '../../app/base/failure.ts'
import type { ModelOffer, ModelWishes } from '../../app/contract/models.ts'
import type { PackPlaces } from '../packs/places.ts'

/** What was chosen, and what the user said of it. */
export interface ChosenFolders {
  readonly folders: readonly string[]
  readonly wishes: ModelWishes
}

export type PackJob =
  | ({ readonly does: 'look' } & ChosenFolders)
  /** `models`: what was offered; anything else is not added. `agreed`: to licences that have to be agreed to. */
  | ({ readonly does: 'add'; readonly models: readonly string[]; readonly agreed: boolean } & ChosenFolders)
  | { readonly does: 'verify'; readonly model: string }
  | { readonly does: 'remove'; readonly model: string }

export type ToPacker =
  | { readonly type: 'do'; readonly job: PackJob; readonly places: PackPlaces }
  /** Answer to `prove`: null when an engine opened it. */
  | { readonly type: 'proven'; readonly error: FailureData | null }
  /** An orderly end: nothing is left. */
  | { readonly type: 'stop' }

export type PackDone =
  | { readonly did: 'look'; readonly offer: ModelOffer; readonly wishes: ModelWishes }
  | { readonly did: 'add'; readonly names: readonly string[] }
  | {
      readonly did: 'verify'
      readonly model: string
      /** How many are as they were. */
      readonly files: number
      readonly faults: readonly FailureData[]
    }
  | { readonly did: 'remove'; readonly model: string }

export type FromPacker =
  | { readonly type: 'looked'; readonly count: number; readonly of: number | null }
  /** A file is begun. */
  | { readonly type: 'file'; readonly name: string; readonly file: string }
  /** Bytes done and to do, now and then. */
  | { readonly type: 'bytes'; readonly done: number; readonly of: number }
  /** Asks main to open a copied pack in an engine. */
  | { readonly type: 'prove'; readonly folder: string }
  | { readonly type: 'done'; readonly result: PackDone }
  | { readonly type: 'stopped' }
  | { readonly type: 'failed'; readonly error: FailureData }
