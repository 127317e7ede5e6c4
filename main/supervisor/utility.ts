/** Launches the engine as an Electron utility process, for the app. The headless rooms never import this file. */
import { utilityProcess, type MessagePortMain } from 'electron'
import type { Readable } from 'node:stream'
import { relay } from '../../engine/files/terminal.ts'
import { note } from '../log/note.ts'
import type { EngineLink, Launcher } from './link.ts'

/** A link that can also pass a renderer's MessagePort to the engine. */
export interface UtilityLink extends EngineLink {
  /** Live pictures go to this port from now on, bypassing main. */
  watch(port: MessagePortMain): void
}

/**
 * @param entry the bundled engine, `out/main/engine.js`
 * @param started called with each engine, also a restarted one
 */
export function utilityLauncher(entry: string, started: (link: UtilityLink) => void): Launcher {
  return (on) => {
    const child = utilityProcess.fork(entry, [], {
      serviceName: 'Throughline engine',
      stdio: ['ignore', 'ignore', 'pipe']
    })
    if (child.stderr) relay(child.stderr as Readable, (text) => note('engine', text))
    child.on('message', (data: unknown) => on.message(data))
    child.once('exit', (code) => on.ended(`code ${code}`))
    const link: UtilityLink = {
      get pid() {
        return child.pid
      },
      send: (message) => child.postMessage(message),
      kill: () => {
        if (child.pid !== undefined) endAtOnce(child.pid)
      },
      watch: (port) => child.postMessage({ type: 'watch' }, [port])
    }
    started(link)
    return link
  }
}

/** SIGKILL: `child.kill()` sends a signal that a blocked engine does not handle. An engine that has just ended is ignored. */
function endAtOnce(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
