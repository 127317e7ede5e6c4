/** Launches processes beside main as Electron utility processes, for the app. */
import { utilityProcess } from 'electron'
import type { SideLauncher } from '../side/launch.ts'

/**
 * @param entry the bundled one, `out/main/prover.js`
 * @param serviceName what the system shows
 */
export const utilitySide =
  <To, From>(entry: string, serviceName: string): SideLauncher<To, From> =>
  (on) => {
    const child = utilityProcess.fork(entry, [], { serviceName, stdio: 'ignore' })
    const gone = new Promise<void>((resolve) => {
      child.once('exit', (code) => {
        resolve()
        on.ended(`code ${code}`)
      })
    })
    child.on('message', (message: From) => on.message(message))
    return {
      send: (message) => child.postMessage(message),
      end() {
        if (child.pid === undefined) child.once('spawn', () => child.kill())
        else child.kill()
        return gone
      }
    }
  }
