/** A page of ours to PDF, by Chromium: in a window that nobody sees, without scripts, network or session. */
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BrowserWindow } from 'electron'

/** @param html a complete page that needs nothing beside it. @returns the PDF; its page size is the one the page's style names */
export async function printPdf(html: string): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'throughline-print-'))
  const window = new BrowserWindow({
    show: false,
    webPreferences: { sandbox: true, contextIsolation: true, javascript: false, partition: randomUUID() }
  })
  try {
    const page = join(folder, 'page.html')
    await writeFile(page, html)
    await window.loadFile(page)
    return await window.webContents.printToPDF({ printBackground: true, preferCSSPageSize: true })
  } finally {
    window.destroy()
    await rm(folder, { recursive: true, force: true })
  }
}
