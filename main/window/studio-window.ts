/** The one window. Opens on the studio's renderer with Node switched off, sandboxed and isolated. */
import { join } from 'node:path'
import { BrowserWindow } from 'electron'
import { developmentServer, isOurs, origin } from '../security/origin.ts'
import { keepBounds, savedBounds } from './bounds.ts'

const ground = '#141312' // look/tokens.css --ground: no white flash before the first paint

/** @param preload path of the built preload script; @param boundsFile where the window's place is kept. */
export function openStudioWindow(preload: string, boundsFile: string): BrowserWindow {
  const bounds = savedBounds(boundsFile)
  const window = new BrowserWindow({
    ...bounds.rectangle,
    minWidth: 1024,
    minHeight: 700,
    show: false,
    backgroundColor: ground,
    title: 'Throughline',
    autoHideMenuBar: true, // the ≡ menu holds the same; Alt brings the bar
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      backgroundThrottling: false // the film goes on while the window is behind another
    }
  })
  if (bounds.maximised) window.maximize()
  keepBounds(window, boundsFile)
  window.once('ready-to-show', () => window.show())
  const home = developmentServer() ?? `${origin}/`
  const stay = (url: string): void => {
    if (!isOurs(url)) void window.loadURL(home).catch(() => undefined) // given up for another address by then
  }
  // Of about:blank, and of another address within the page, nobody is asked before. The studio itself never goes anywhere.
  const { webContents } = window
  webContents.on('did-navigate', (_event, url) => stay(url))
  webContents.on('did-navigate-in-page', (_event, url, isMainFrame) => isMainFrame && stay(url))
  webContents.on('did-fail-load', (_event, _code, _text, url, isMainFrame) => isMainFrame && stay(url))
  void window.loadURL(home)
  return window
}

export const preloadPath = (here: string): string => join(here, '..', 'preload', 'index.cjs')
