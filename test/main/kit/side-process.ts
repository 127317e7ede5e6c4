/** The real processes beside main, on plain Node. */
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { PackerLauncher } from '../../../main/packer/launch.ts'
import type { ProverLauncher } from '../../../main/prover/launch.ts'
import type { SideLauncher } from '../../../main/side/launch.ts'

/** @param entry its file, below `main` */
const forked =
  <To, From>(entry: string): SideLauncher<To, From> =>
  (on) => {
    const child = fork(fileURLToPath(new URL(`../../../main/${entry}`, import.meta.url)), [], {
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
    child.on('message', (message) => on.message(message as From))
    return {
      send: (message) => void (child.connected && child.send(message as object, () => {})),
      end: () => {
        child.kill('SIGKILL')
        return gone
      }
    }
  }

/** Checks a film's file. */
export const launchProver: ProverLauncher = forked('prover/entry.ts')
/** Works on packs. */
export const launchPacker: PackerLauncher = forked('packer/entry.ts')
