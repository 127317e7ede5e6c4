/** Launches the prover process as an Electron utility process, for the app. */
import { utilityProcess } from 'electron'
import type { ProverLauncher } from '../prover/launch.ts'
import type { FromProver } from '../prover/messages.ts'

/** @param entry the bundled one, `out/main/prover.js` */
export const utilityProver =
  (entry: string): ProverLauncher =>
  (on) => {
    const child = utilityProcess.fork(entry, [], { serviceName: 'Throughline check', stdio: 'ignore' })
    const gone = new Promise<void>((resolve) => {
      child.once('exit', (code) => {
        resolve()
        on.ended(`code ${code}`)
      })
    })
    child.on('message', (message: FromProver) => on.message(message))
    return {
      send: (message) => child.postMessage(message),
      end() {
        if (child.pid === undefined) child.once('spawn', () => child.kill())
        else child.kill()
        return gone
      }
    }
  }
