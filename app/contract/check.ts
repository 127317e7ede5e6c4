/** The result of checking a film's file against the hashes stored in it, as the window shows it. */
import type { FailureData } from '../base/failure.ts'

/** Kinds of damage, in the artist's terms. */
type OfSecond = 'pictures' | 'master' | 'memory' | 'record'
type OfFilm = 'sketch' | 'storyboard' | 'setting' | 'order'
export type DamageKind = OfSecond | OfFilm

export interface DamagedPlace {
  readonly what: DamageKind
  /** Shot number as shown; null when the damage belongs to no shot. */
  readonly shot: string | null
  /** Start of the damaged chunk within the shot, in seconds; null when it has no time. */
  readonly second: number | null
  /** It can probably be made again exactly as it was; known only after trying. */
  readonly again: boolean
}

export type CheckState =
  /** Only for checks that were asked for; background checks report no progress. `share` is 0 … 1. */
  | { readonly state: 'running'; readonly share: number }
  /** What can be made again is being made again. */
  | { readonly state: 'mending' }
  /** Only for checks that were asked for. */
  | { readonly state: 'whole'; readonly things: number }
  /** One entry per shot and kind. `tried`: making again was attempted. */
  | { readonly state: 'damaged'; readonly places: readonly DamagedPlace[]; readonly tried: boolean }
  | { readonly state: 'failed'; readonly error: FailureData }
