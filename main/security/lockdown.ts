/**
 * Deny by default: no permission, navigation, second window, webview, download or network, for every page and session of
 * this app (Electron's security checklist, points 5 and 11 to 14).
 */
import { app, type Session } from 'electron'
import { callNobody, cutOff, lookNothingUp } from './network.ts'
import { isOurs } from './origin.ts'

/** Call once, before the app is ready. */
export function lockDown(): void {
  lookNothingUp()
  app.commandLine.appendSwitch('blink-settings', 'javaScriptCanAccessClipboard=false,DOMPasteAllowed=false') // document.execCommand
  app.on('session-created', lockDownSession)
  app.on('web-contents-created', (_event, contents) => {
    callNobody(contents)
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

function lockDownSession(session: Session): void {
  cutOff(session)
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.on('will-download', (event) => event.preventDefault())
  session.setSpellCheckerDictionaryDownloadURL('https://localhost.invalid/')
}
