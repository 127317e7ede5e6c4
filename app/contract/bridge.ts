/** The preload script's bridge between window and main: three channels, nothing else. */
import type { FailureData } from '../base/failure.ts'
import type { StudioEvent } from './window.ts'

/** `watch` only delivers a MessagePort, over which the engine's pictures come (live-frames.ts). */
export const channels = { command: 'studio:command', event: 'studio:event', watch: 'studio:watch' } as const

export type Answer<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly error: FailureData }

/** What the preload script gives to the renderer as `window.throughline`. */
export interface Bridge {
  command(command: unknown): Promise<Answer<unknown>>
  /** Subscribes to events of main and to live pictures. Returns the unsubscribe function. */
  listen(listener: (event: StudioEvent) => void): () => void
  /** The path of a file dropped on the window. */
  pathOf(file: File): string
}
