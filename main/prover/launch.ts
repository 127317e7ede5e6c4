/** Starts the prover process, independent of the kind of process. */
import { fork } from 'node:child_process'
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

/** As a child of plain Node. @param entry `main/prover/entry.ts` in a clone */
export const forkProver =
  (entry: string): ProverLauncher =>
  (on) => {
    const child = fork(entry, [], {
      serialization: 'advanced',
      execArgv: [],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc']
    })
    const gone = new Promise<void>((resolve) => {
      child.once('exit', (code, signal) => {
        resolve()
        on.ended(signal ?? `code ${code}`)
      })
      child.once('error', () => resolve())
    })
    child.on('message', (message) => on.message(message as FromProver))
    return {
      send: (message) => void (child.connected && child.send(message, () => {})),
      end: () => {
        child.kill('SIGKILL')
        return gone
      }
    }
  }
