/** Launches the engine as a child of plain Node: for the command line and the tests. */
import { fork } from 'node:child_process'
import type { Readable } from 'node:stream'
import { relay } from '../../files/terminal.ts'
import type { Launcher } from './link.ts'

/**
 * @param entry the engine's entry file: `engine/worker/entry.ts` in a clone, `out/main/engine.js` when bundled
 * @param hear is given what the engine says on its standard error
 */
export function forkLauncher(entry: string, hear: (said: Readable) => void = relay): Launcher {
  return (on) => {
    const child = fork(entry, [], {
      serialization: 'advanced',
      execArgv: [],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      env: { ...process.env, NODE_NO_WARNINGS: '1', ORT_DISABLE_TELEMETRY: '1' }
    })
    if (child.stderr) hear(child.stderr)
    let how = 'not started'
    child.on('message', (data) => on.message(data))
    child.on('exit', (code, signal) => (how = signal ?? `code ${code}`))
    child.on('error', (error) => (how = error.message))
    child.once('close', () => on.ended(how)) // after the last message, unlike `exit`
    return {
      pid: child.pid,
      send: (message) => {
        if (child.connected) child.send(message, () => {}) // a process that has just died is told by `close`
      },
      kill: () => void child.kill('SIGKILL')
    }
  }
}
