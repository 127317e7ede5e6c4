/** Launches the engine as a child of plain Node: for the command line and the tests. */
import { fork } from 'node:child_process'
import type { Readable } from 'node:stream'
import { relay } from '../../engine/files/terminal.ts'
import type { Launcher } from './link.ts'

/** Milliseconds to wait for remaining output of a process that exited. */
const drainTimeout = 2_000

/**
 * @param entry the engine's entry file: `engine/worker/entry.ts` in a clone, `out/main/engine.js` when bundled
 * @param hear gets the engine's standard error
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
    let told = false
    const end = (): void => {
      if (!told) on.ended(how)
      told = true
    }
    child.on('error', (error) => (how = error.message))
    child.once('close', end) // after the last message, unlike `exit`
    child.once('exit', (code, signal) => {
      how = signal ?? `code ${code}`
      setTimeout(end, drainTimeout) // `close` never comes when another process holds an end of its pipes
    })
    return {
      pid: child.pid,
      send: (message) => {
        if (child.connected) child.send(message, () => {}) // for a process that has just died, `close` follows
      },
      kill: () => void child.kill('SIGKILL')
    }
  }
}
