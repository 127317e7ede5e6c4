/** Prints our own HTML to PDF with Chromium, in a hidden window without scripts, network or session. */
import { randomUUID } from 'node:crypto'
import { BrowserWindow, session } from 'electron'
import { cancelled } from '../export/run-ffmpeg.ts'

/**
 * @param html a self-contained page; for the window's typeface it links the style sheet `/typeface.css`
 * @param signal aborts at once, however long the page takes
 * @returns the PDF; its page size is the one in the page's style
 * @throws Failure `export.cancelled`
 */
export async function printPdf(html: string, signal: AbortSignal): Promise<Uint8Array> {
  const { typeface } = await import('./typeface.ts')
  const own = session.fromPartition(randomUUID()) // without `persist:`: in memory, discarded with the window
  own.protocol.handle('app', ({ url }) => {
    const [body, type] = new URL(url).pathname === '/typeface.css' ? [typeface, 'text/css'] : [html, 'text/html']
    return new Response(body, { headers: { 'content-type': `${type}; charset=utf-8` } })
  })
  const window = new BrowserWindow({
    show: false,
    webPreferences: { sandbox: true, contextIsolation: true, javascript: false, session: own }
  })
  const ended = new Promise<never>((_, reject) => {
    const end = (): void => reject(cancelled())
    if (signal.aborted) end()
    signal.addEventListener('abort', end)
  })
  try {
    return await Promise.race([print(window), ended])
  } finally {
    window.destroy()
  }
}

async function print(window: BrowserWindow): Promise<Uint8Array> {
  await window.loadURL('app://print/')
  return window.webContents.printToPDF({ printBackground: true, preferCSSPageSize: true })
}
