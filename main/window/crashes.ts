/**
 * Handles a crash of the renderer: reloads it once automatically, and says so. If it crashes again within a minute the user
 * decides. Main and the film's run are not affected.
 */
import { app, dialog, type BrowserWindow } from 'electron'
import type { CrashTexts } from '../../app/contract/commands.ts'

const soon = 60_000 // milliseconds

/** Fallback until the renderer has sent the texts of its language. */
const english: CrashTexts = {
  title: 'The window keeps failing',
  text: 'It stopped working twice within a minute. Your film is saved, as it was; only the window is broken.',
  again: 'Try once more',
  quit: 'Quit'
}

export class WindowCrashes {
  texts: CrashTexts = english
  #last = -Infinity
  /** The user wants the window reloaded, and is not asked again. */
  #wanted = false
  #unreported = false

  watch(window: BrowserWindow): void {
    window.webContents.on('render-process-gone', (_event, { reason }) => {
      if (reason === 'clean-exit') return
      window.setFullScreen(false) // the reloaded renderer shows the whole desk
      const now = performance.now()
      const again = now - this.#last < soon && !this.#wanted
      this.#wanted = false
      this.#last = now
      setImmediate(() => void this.#answer(window, again)) // deferred: the process is still ending during the event
    })
  }

  /** Kills an unresponsive renderer; it is reloaded as after a crash. */
  again({ webContents }: BrowserWindow): void {
    this.#wanted = true
    webContents.forcefullyCrashRenderer()
  }

  /** Whether the renderer was loaded after a crash: true once. */
  reloadedOnce(): boolean {
    const unreported = this.#unreported
    this.#unreported = false
    return unreported
  }

  async #answer(window: BrowserWindow, again: boolean): Promise<void> {
    if (window.isDestroyed()) return
    if (again) {
      const { title, text, again: retry, quit } = this.texts
      const { response } = await dialog.showMessageBox(window, {
        ...{ type: 'error', message: title, detail: text, buttons: [retry, quit] },
        ...{ defaultId: 0, cancelId: 1, noLink: true }
      })
      if (response === 1) return app.quit()
    }
    this.#unreported = true
    window.webContents.reload()
  }
}
