/** How the prover process is started and spoken to, whatever kind of process it is. */
import type { FromProver, ToProver } from './messages.ts'

export interface ProverLink {
  send(message: ToProver): void
  /** Kills it. @returns when it is gone, and its connection to the file closed */
  end(): Promise<void>
}

export interface ProverListener {
  message(message: FromProver): void
  /** It ended by itself. @param how its exit code or signal */
  ended(how: string): void
}

export type ProverLauncher = (on: ProverListener) => ProverLink
