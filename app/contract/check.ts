/** What the window is told of a film's file, compared with what was stored in it. */
import type { FailureData } from '../base/failure.ts'

/** What is damaged, as an artist would call it. */
export const damageKinds = [
  ...(['pictures', 'master', 'memory', 'record'] as const), // of a second
  ...(['sketch', 'storyboard', 'setting', 'order'] as const) // of the film
]
export type DamageKind = (typeof damageKinds)[number]

export interface DamagedPlace {
  readonly what: DamageKind
  /** As the crew says it; null for what belongs to no shot of the storyboard. */
  readonly shot: string | null
  /** Where it begins within the shot, in seconds; null for what has no time. */
  readonly second: number | null
  /** It can be made again exactly as it was, as far as is known before that is tried. */
  readonly again: boolean
}

export type CheckState =
  /** On request; what goes on in the background says nothing. `share` 0 … 1 of all things. */
  | { readonly state: 'running'; readonly share: number }
  /** What can be made again is. */
  | { readonly state: 'mending' }
  /** On request. */
  | { readonly state: 'whole'; readonly things: number }
  /** Each shot once for each kind. `tried`: what could be made again was. */
  | { readonly state: 'damaged'; readonly places: readonly DamagedPlace[]; readonly tried: boolean }
  | { readonly state: 'failed'; readonly error: FailureData }
