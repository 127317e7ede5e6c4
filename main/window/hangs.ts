/**
 * The renderer does not answer the hand: something in it runs without end. The film is main's and goes on being made; the person
 * waits, or has the page loaded again.
 */
import type { BrowserWindow } from 'electron'
import type { WindowCrashes } from './crashes.ts'

/** @param ask puts the question whether it is to be loaded again; `signal` closes it, answered with no */
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
