/** Main's end of the line to one engine process, whatever carries it. */
import type { ToEngine } from '../../app/contract/engine.ts'

export interface EngineLink {
  readonly pid: number | undefined
  /** Does nothing when the process is gone. */
  send(message: ToEngine): void
  /** Ends the process at once; `ended` follows. Does nothing when the process is gone. */
  kill(): void
}

export interface LinkListener {
  /** A message as it came, not parsed. */
  message(data: unknown): void
  /** The process is gone, whatever the reason; called once, after its last message. `how`: its code or signal. */
  ended(how: string): void
}

/** Starts one engine process. Injected, so that the supervisor knows neither Electron nor file layouts. */
export type Launcher = (on: LinkListener) => EngineLink
