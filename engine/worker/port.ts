/**
 * The engine's connection to main, over Node's child-process channel or Electron's utility process. Sending copies; nothing
 * is ever transferred (electron/electron#34905).
 */
import type { FromEngine } from '../../app/contract/engine.ts'
import type { FromProbe } from '../../app/contract/probe.ts'
import type { LiveFrames } from '../../app/contract/live-frames.ts'

/** A MessagePort to a renderer, for live pictures. Comes with a `watch` message; nothing is read from it. */
export interface WatchPort {
  postMessage(message: LiveFrames): void
  close(): void
}

export interface EnginePort {
  send(message: FromEngine | FromProbe): void
  /** Starts receiving. `message` gets unparsed data with its ports; `closed` is called once, when the other process has ended. */
  listen(on: { message(data: unknown, ports: readonly WatchPort[]): void; closed(): void }): void
}
