/** Prints our own HTML to PDF with Chromium, in a hidden window without scripts, network or session. */
import { randomUUID } from 'node:crypto'
import { BrowserWindow, session } from 'electron'
import { cancelled } from '../export/run-ffmpeg.ts'

/**
 * @param html a self-contained page
 * @param numbered the browser numbers the pages, below their margins: the page does not know where it is divided
 * @param signal aborts at once, however long the page takes
 * @returns the PDF; its page size is the one in the page's style
 * @throws Failure `export.cancelled`
 */
export async function printPdf(html: string, numbered: boolean, signal: AbortSignal): Promise<Uint8Array> {
  const own = session.fromPartition(randomUUID()) // without `persist:`: in memory, discarded with the window
  own.protocol.handle('app', () => new Response(html, { headers: { 'content-type': 'text/html; charset=utf-8' } }))
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
    return await Promise.race([print(window, numbered), ended])
  } finally {
    window.destroy()
  }
}

const footer =
  '<p style="width: 100%; margin: 0 12mm; text-align: end; font: 8pt sans-serif; color: #666">' +
  '<span class="pageNumber"></span> / <span class="totalPages"></span></p>'

async function print(window: BrowserWindow, numbered: boolean): Promise<Uint8Array> {
  await window.loadURL('app://print/')
  const numbers = numbered && { displayHeaderFooter: true, headerTemplate: '<span></span>', footerTemplate: footer }
  return window.webContents.printToPDF({ printBackground: true, preferCSSPageSize: true, ...numbers })
}
