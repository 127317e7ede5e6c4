/**
 * The engine's end of its line to main, whatever carries it: Node's child-process channel or Electron's utility process.
 * Sending copies; nothing is ever transferred (electron/electron#34905).
 */
import type { FromEngine } from '../../app/contract/engine.ts'
import type { LiveFrames } from '../../app/contract/live-frames.ts'

/** A direct line to a page, for pictures to watch. Came with a `watch` message; nothing is ever read from it. */
export interface WatchPort {
  postMessage(message: LiveFrames): void
  close(): void
}

export interface EnginePort {
  send(message: FromEngine): void
  /**
   * Starts receiving. `message` gets unparsed data with the ports that came along; `closed` is called once,
   * when the process at the other end is gone.
   */
  listen(on: { message(data: unknown, ports: readonly WatchPort[]): void; closed(): void }): void
}
