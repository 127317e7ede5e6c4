/** Main, as a process beside it sees it: an Electron utility process, or one of plain Node. */
import { setPriority } from 'node:os'

interface ParentPort {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown
}

export interface Parent<From> {
  readonly say: (message: From) => void
}

/**
 * Begins to listen. Both processes are part of one program, so messages are typed only.
 * @param title of the process
 * @param nice its priority: 19 is the lowest
 */
export function parentOf<To, From>(title: string, nice: number, hear: (message: To) => void): Parent<From> {
  const { parentPort } = process as unknown as { parentPort?: ParentPort | null }
  process.title = title
  try {
    setPriority(nice)
  } catch {
    // Then it runs at normal priority.
  }
  if (parentPort) parentPort.on('message', ({ data }) => hear(data as To))
  else {
    process.on('message', (message) => hear(message as To))
    process.once('disconnect', () => process.exit())
  }
  return {
    say: (message) => {
      if (parentPort) parentPort.postMessage(message)
      else process.send?.(message)
    }
  }
}
