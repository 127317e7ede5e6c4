/** The engine as an Electron utility process: `process.parentPort`, which also brings MessagePorts. */
import type { EnginePort, WatchPort } from './port.ts'

interface ParentPort {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { data: unknown; ports: readonly WatchPort[] }) => void): unknown
}

/** Electron's connection to main, or undefined in plain Node. A utility process ends when main dies. */
export function utilityPort(): EnginePort | undefined {
  const { parentPort } = process as unknown as { parentPort?: ParentPort | null }
  if (!parentPort) return undefined
  return {
    send: (message) => parentPort.postMessage(message),
    listen: (on) => void parentPort.on('message', ({ data, ports }) => on.message(data, ports))
  }
}
