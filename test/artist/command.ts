/** A thing the artist does: what is drawn by lot, when it can be done, what the hands do and what the model expects of it. */
import type * as fc from 'fast-check'
import type { Card } from '../../app/film/film.ts'
import type { Hands } from './hands.ts'
import type { Open } from './window.ts'
import type { World } from './world.ts'

/** Everything a command can use. */
export interface Artist {
  open: Open
  hands: Hands
  /** Of the film on the desk. */
  readonly world: World
  readonly film: string
  readonly stage: string
  readonly home: string
  /** Shots on the clipboard, as they were in their film; null: something else, or the model does not know. */
  clip: { readonly film: string; readonly cards: readonly Card[] } | null
  /** A film that is not on the desk. */
  otherFilm(): string
  turnTo(film: string): void
}

export interface Command<Args = unknown> {
  readonly name: string
  /** How often it is drawn, against the others. */
  readonly weight: number
  /** Plain data, drawn before the run begins: nothing in it may depend on the film. */
  readonly args: fc.Arbitrary<Args>
  /** Does it with the hands and to the model. @returns why it could not be done; undefined: it was done */
  run(artist: Artist, args: Args): Promise<string | undefined>
}

export const command = <Args>(one: Command<Args>): Command => one as Command

/** One step of a run, as it is printed and replayed. */
export interface Step {
  readonly name: string
  readonly args: unknown
  /** Milliseconds until the next step. */
  readonly wait: number
}

/** One of some things by a number 0 … 1 drawn before. */
export const oneOf = <Thing>(things: readonly Thing[], share: number): Thing | undefined =>
  things[Math.min(things.length - 1, Math.floor(share * things.length))]
