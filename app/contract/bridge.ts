/** The door between the window and main, as the preload script builds it: three channels, and nothing else passes. */
import type { FailureData } from '../base/failure.ts'
import type { StudioEvent } from './window.ts'

/** `watch` only brings a port, over which the engine's pictures come (live-frames.ts). */
export const channels = { command: 'studio:command', event: 'studio:event', watch: 'studio:watch' } as const

export type Answer<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly error: FailureData }

/** What the preload script gives to the renderer as `window.throughline`. */
export interface Bridge {
  command(command: unknown): Promise<Answer<unknown>>
  /** Hears what main tells, and the pictures that are being made. Returns how to stop listening. */
  listen(listener: (event: StudioEvent) => void): () => void
  /** The path of a file dropped from the desktop. */
  pathOf(file: File): string
}
