/** What every command is given. */
import type { PackPlaces } from '../packs/places.ts'
import type { Output } from './output.ts'

export interface Context {
  readonly output: Output
  /** Folder of the model pack. */
  readonly pack: string
  /** It was named with --pack; otherwise films that name another one are made with theirs. */
  readonly isNamed: boolean
  /** Where the packs are that can be named. */
  readonly packs: PackPlaces
  /** Threads of the engine; 0 = one a physical core. */
  readonly threads: number
  /** What computes, by name. */
  readonly device: string
  /** How it computes: a precision, by name. */
  readonly precision: string
  /** Version of this program. */
  readonly version: string
  /** Fonts of printed pages. */
  readonly fonts: string
  /** The engine's entry file. */
  readonly engine: string
}

/** Runs a command's work; the number it gives is the exit code. */
export type Runner = (work: (context: Context) => Promise<number>) => Promise<void>
