/** A command of the simulated artist: its random arguments, what it does in the window, and its effect on the model. */
import type * as fc from 'fast-check'
import type { Card } from '../../app/film/film.ts'
import type { Hands } from './hands.ts'
import type { Open } from './window.ts'
import type { World } from './world.ts'

/** The context of a command. */
export interface Artist {
  open: Open
  hands: Hands
  /** The model of the open film. */
  readonly world: World
  readonly film: string
  readonly stage: string
  readonly home: string
  /** Shots on the clipboard, as they were in their film; null for anything else, or when the model does not know. */
  clip: { readonly film: string; readonly cards: readonly Card[] } | null
  /** A film that is not open. */
  otherFilm(): string
  turnTo(film: string): void
}

export interface Command<Args = unknown> {
  readonly name: string
  /** Relative probability of being drawn. */
  readonly weight: number
  /** Plain data, drawn before the run begins, so they must not depend on the film. */
  readonly args: fc.Arbitrary<Args>
  /** Acts in the window and updates the model. @returns why it could not be done, or undefined when it was done */
  run(artist: Artist, args: Args): Promise<string | undefined>
}

export const command = <Args>(one: Command<Args>): Command => one as Command

/** One step of a run, as it is printed and replayed. */
export interface Step {
  readonly name: string
  readonly args: unknown
  /** Pause until the next step, in milliseconds. */
  readonly wait: number
}

/** Selects one of several things by a number from 0 to 1 that was drawn before. */
export const oneOf = <Thing>(things: readonly Thing[], share: number): Thing | undefined =>
  things[Math.min(things.length - 1, Math.floor(share * things.length))]
