/** Handles an unresponsive renderer: the user waits, or has it reloaded. Main and the film's run are not affected. */
import type { BrowserWindow } from 'electron'
import type { WindowCrashes } from './crashes.ts'

/** @param ask asks whether to reload it; `signal` closes the question, answered with no */
export function askWhenHung(
  window: BrowserWindow,
  ask: (signal: AbortSignal) => Promise<boolean>,
  crashes: WindowCrashes
): void {
  let open: AbortController | null = null
  const over = (): void => open?.abort()
  window.on('responsive', over)
  window.webContents.on('render-process-gone', over)
  window.on('unresponsive', () => void answer())

  async function answer(): Promise<void> {
    if (open !== null) return
    const { signal } = (open = new AbortController())
    const again = await ask(signal)
    open = null
    if (again && !signal.aborted && !window.isDestroyed()) crashes.again(window)
  }
}
