/** A page of ours to PDF, by Chromium: in a window that nobody sees, without scripts, network or session. */
import { randomUUID } from 'node:crypto'
import { BrowserWindow, session } from 'electron'

/**
 * @param html a complete page that needs nothing beside it but, for the window's typeface, the style sheet `/typeface.css`
 * @returns the PDF; its page size is the one the page's style names
 */
export async function printPdf(html: string): Promise<Uint8Array> {
  const { typeface } = await import('./typeface.ts')
  const own = session.fromPartition(randomUUID()) // without `persist:`: in memory, gone with the window
  own.protocol.handle('app', ({ url }) => {
    const [body, type] = new URL(url).pathname === '/typeface.css' ? [typeface, 'text/css'] : [html, 'text/html']
    return new Response(body, { headers: { 'content-type': `${type}; charset=utf-8` } })
  })
  const window = new BrowserWindow({
    show: false,
    webPreferences: { sandbox: true, contextIsolation: true, javascript: false, session: own }
  })
  try {
    await window.loadURL('app://print/')
    return await window.webContents.printToPDF({ printBackground: true, preferCSSPageSize: true })
  } finally {
    window.destroy()
  }
}
