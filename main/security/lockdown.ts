/**
 * Deny by default: no permission, no navigation, no second window, no webview, no download, for every page there will
 * ever be in this app (Electron's security checklist, points 5, 11 to 15).
 */
import { app, type Session } from 'electron'
import { isOurs } from './origin.ts'

/** Call once, before the first window. */
export function lockDownPages(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
    contents.on('will-navigate', (event) => {
      if (!isOurs(event.url)) event.preventDefault()
    })
    contents.on('will-frame-navigate', (event) => {
      if (!event.isMainFrame) event.preventDefault()
    })
    contents.on('will-redirect', (event) => event.preventDefault())
    contents.on('will-attach-webview', (event) => event.preventDefault())
  })
}

/** Call once per session, when the app is ready. */
export function lockDownSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.on('will-download', (event) => event.preventDefault())
  session.setSpellCheckerDictionaryDownloadURL('https://localhost.invalid/')
}
