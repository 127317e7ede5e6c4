/** A page of ours to PDF, by Chromium: in a window that nobody sees, without scripts, network or session. */
import { randomUUID } from 'node:crypto'
import { BrowserWindow, session } from 'electron'

/** @param html a complete page that needs nothing beside it. @returns the PDF; its page size is the one the page's style names */
export async function printPdf(html: string): Promise<Uint8Array> {
  const own = session.fromPartition(randomUUID()) // without `persist:`: in memory, gone with the window
  own.protocol.handle('app', () => new Response(html, { headers: { 'content-type': 'text/html; charset=utf-8' } }))
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
