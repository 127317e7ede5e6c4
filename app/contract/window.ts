/**
 * Every message between the window and main. Commands go to main and are parsed there; each has one answer.
 * Events come from main, which the window trusts, so they are typed only.
 */
import * as v from 'valibot'
import type { FailureData } from './failure.ts'

/** The two channels. Nothing else passes between the window and main. */
export const channels = { command: 'studio:command', event: 'studio:event' } as const

export const commandSchema = v.variant('type', [
  /** The whole state, for a window that has just opened. */
  v.strictObject({ type: v.literal('studio.state') })
])
export type Command = v.InferOutput<typeof commandSchema>

export type Answer<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly error: FailureData }

export interface StudioState {
  /** `linux`, `darwin`, `win32`: decides how keys are written. */
  readonly platform: string
}

/** What each command answers. */
export interface Answers {
  'studio.state': StudioState
}

export type StudioEvent = { readonly type: 'menu'; readonly action: string }

/** What the preload script gives to the page as `window.throughline`. */
export interface Bridge {
  command(command: unknown): Promise<Answer<unknown>>
  listen(listener: (event: StudioEvent) => void): () => void
  /** The path of a file dropped from the desktop. */
  pathOf(file: File): string
}
