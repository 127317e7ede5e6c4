/** The Electron shell's entry: one instance, locked down, one window, one desk. */
import { join } from 'node:path'
import { app, session, type BrowserWindow } from 'electron'
import { channels } from '../app/contract/bridge.ts'
import type { StudioEvent } from '../app/contract/window.ts'
import { Desk } from './desk/desk.ts'
import { Exports } from './desk/exports.ts'
import { packFacts } from './desk/pack-facts.ts'
import { kept, packFolder, samplesFolder } from './desk/places.ts'
import { Recents } from './desk/recents.ts'
import { Samples } from './desk/samples.ts'
import { answerCommands } from './ipc/channel.ts'
import { handlersFor } from './ipc/handlers.ts'
import { pageFiles } from './protocol/page.ts'
import { frameRoutes, posterRoute } from './protocol/pictures.ts'
import { registerScheme, serve } from './protocol/scheme.ts'
import { lockDownPages, lockDownSession } from './security/lockdown.ts'
import { Supervisor } from './supervisor/supervisor.ts'
import { utilityLauncher } from './supervisor/utility.ts'
import { openStudioWindow, preloadPath } from './window/studio-window.ts'

const here = import.meta.dirname
let window: BrowserWindow | undefined
let desk: Desk | undefined
let supervisor: Supervisor | undefined

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
app.on('before-quit', (event) => {
  if (desk === undefined) return
  event.preventDefault() // once: close the film, end the engine, then quit
  const closing = desk
  desk = undefined
  void closing.close().finally(() => {
    supervisor?.kill()
    app.quit()
  })
})

async function open(): Promise<void> {
  const tell = (event: StudioEvent): void => {
    if (window?.isDestroyed() === false) window.webContents.send(channels.event, event)
  }
  lockDownSession(session.defaultSession)
  const pack = await packFacts(packFolder())
  supervisor = new Supervisor({
    launch: utilityLauncher(join(here, 'engine.js')),
    load: { pack: packFolder(), threads: 0, spin: false, nice: 5 }
  })
  const recents = new Recents(kept('recent'))
  desk = new Desk({ supervisor, pack, recents, tell })
  const samples = new Samples(samplesFolder(), pack.base)
  const exports = new Exports(supervisor, pack, (state) => tell({ type: 'export', export: state }))
  serve(
    session.defaultSession,
    { ...frameRoutes(desk), poster: posterRoute(recents), sample: samples.picture },
    pageFiles(join(here, '..', 'renderer'))
  )
  answerCommands(handlersFor({ desk, recents, samples, exports, window: () => window!, tell }))
  window = openStudioWindow(preloadPath(here), kept('window.json'))
  window.on('enter-full-screen', () => tell({ type: 'fullScreen', on: true }))
  window.on('leave-full-screen', () => tell({ type: 'fullScreen', on: false }))
}
