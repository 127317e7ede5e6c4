/** Main's connection to one engine process, independent of the kind of process. */
import type { ToEngine } from '../../app/contract/engine.ts'

export interface EngineLink {
  readonly pid: number | undefined
  /** Does nothing when the process has ended. */
  send(message: ToEngine): void
  /** Kills the process; `ended` follows. Does nothing when it has ended. */
  kill(): void
}

export interface LinkListener {
  /** An unparsed message. */
  message(data: unknown): void
  /** The process ended, for whatever reason; called once, after its last message. `how`: its exit code or signal. */
  ended(how: string): void
}

/** Starts one engine process. Injected, so the supervisor knows neither Electron nor file locations. */
export type Launcher = (on: LinkListener) => EngineLink
