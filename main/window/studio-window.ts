/** The one window, with the studio's renderer: sandboxed, context-isolated, without Node. */
import { join } from 'node:path'
import { BrowserWindow } from 'electron'
import { developmentServer, isOurs, origin } from '../security/origin.ts'
import { keepBounds, savedBounds } from './bounds.ts'

const ground = '#141312' // look/tokens.css --ground: no white flash before the first paint

/**
 * @param preload path of the built preload script
 * @param boundsFile stores the window's bounds
 */
export function openStudioWindow(preload: string, boundsFile: string): BrowserWindow {
  const bounds = savedBounds(boundsFile)
  const window = new BrowserWindow({
    ...bounds.rectangle,
    minWidth: 1024,
    minHeight: 700,
    show: false,
    backgroundColor: ground,
    title: 'Throughline',
    autoHideMenuBar: true, // the ≡ menu has the same items; Alt shows the bar
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      backgroundThrottling: false // playback and progress continue in the background
    }
  })
  if (bounds.maximised) window.maximize()
  keepBounds(window, boundsFile)
  window.once('ready-to-show', () => window.show())
  const home = developmentServer() ?? `${origin}/`
  const stay = (url: string): void => {
    if (!isOurs(url)) void window.loadURL(home).catch(() => undefined) // superseded by another navigation
  }
  // `will-navigate` is not emitted for about:blank and in-page navigation. The studio itself never navigates.
  const { webContents } = window
  webContents.on('did-navigate', (_event, url) => stay(url))
  webContents.on('did-navigate-in-page', (_event, url, isMainFrame) => isMainFrame && stay(url))
  webContents.on('did-fail-load', (_event, _code, _text, url, isMainFrame) => isMainFrame && stay(url))
  void window.loadURL(home)
  return window
}

export const preloadPath = (here: string): string => join(here, '..', 'preload', 'index.cjs')
