/** The real process that checks a film's file, on plain Node. */
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { Checks, type ChecksParts } from '../../../main/desk/checks.ts'
import type { ProverLauncher } from '../../../main/prover/launch.ts'
import type { FromProver } from '../../../main/prover/messages.ts'
import type { Supervisor } from '../../../main/supervisor/supervisor.ts'
import { storybookFacts } from './made.ts'

const entry = fileURLToPath(new URL('../../../main/prover/entry.ts', import.meta.url))

export const launchProver: ProverLauncher = (on) => {
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

export const checksWith = (supervisor: Supervisor, emit: ChecksParts['emit'] = () => {}): Checks =>
  new Checks({ launch: launchProver, supervisor, base: storybookFacts.base, emit })
