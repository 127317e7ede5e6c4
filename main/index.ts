/** The Electron shell's entry: one instance, locked down, one window. */
import { join } from 'node:path'
import { app, session, type BrowserWindow } from 'electron'
import { answerCommands } from './ipc/channel.ts'
import { pageFiles } from './protocol/page.ts'
import { registerScheme, serve } from './protocol/scheme.ts'
import { lockDownPages, lockDownSession } from './security/lockdown.ts'
import { openStudioWindow, preloadPath } from './window/studio-window.ts'

const here = import.meta.dirname
let window: BrowserWindow | undefined

registerScheme()
lockDownPages()
if (app.requestSingleInstanceLock())
  void app.whenReady().then(open) // not awaited: ready comes after this module
else app.quit()

app.on('second-instance', () => {
  if (window?.isMinimized()) window.restore()
  window?.focus()
})
app.on('window-all-closed', () => app.quit())

function open(): void {
  lockDownSession(session.defaultSession)
  serve(session.defaultSession, {}, pageFiles(join(here, '..', 'renderer')))
  answerCommands({ 'studio.state': () => ({ platform: process.platform }) })
  window = openStudioWindow(preloadPath(here), join(app.getPath('userData'), 'window.json'))
}
