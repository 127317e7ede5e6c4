/** Whether an engine opens a pack as for making film. */
import type { Supervisor } from './supervisor.ts'

/**
 * Starts an engine of its own, and ends it.
 * @param supervisor of the pack; nothing else uses it
 * @throws Failure why it does not open it; when aborted, the signal's reason
 */
export async function opens(supervisor: Supervisor, signal: AbortSignal): Promise<void> {
  const end = (): void => supervisor.kill()
  signal.addEventListener('abort', end)
  try {
    signal.throwIfAborted()
    await supervisor.start()
  } finally {
    signal.removeEventListener('abort', end)
    supervisor.kill()
  }
}
