/**
 * The renderer dies (Chromium's process for it ended): it is loaded again by itself, once, and says so. When it dies again
 * within a minute the person decides. The film is main's and goes on being made meanwhile.
 */
import { app, dialog, type BrowserWindow } from 'electron'
import type { CrashTexts } from '../../app/contract/commands.ts'

const soon = 60_000 // milliseconds

/** Until the renderer has given those of its language, which it may not have come to. */
const english: CrashTexts = {
  title: 'The window keeps failing',
  text: 'It stopped working twice within a minute. Your film is saved, as it was; only the window is broken.',
  again: 'Try once more',
  quit: 'Quit'
}

export class WindowCrashes {
  texts: CrashTexts = english
  #last = -Infinity
  /** The person wants the window loaded again, and is not asked once more. */
  #wanted = false
  #unreported = false

  watch(window: BrowserWindow): void {
    window.webContents.on('render-process-gone', (_event, { reason }) => {
      if (reason === 'clean-exit') return
      window.setFullScreen(false) // the renderer that comes back shows the whole desk
      const now = performance.now()
      const again = now - this.#last < soon && !this.#wanted
      this.#wanted = false
      this.#last = now
      setImmediate(() => void this.#answer(window, again)) // not from inside of the event: the process is still ending
    })
  }

  /** Ends a renderer that does not answer; it is loaded again as after a crash. */
  again({ webContents }: BrowserWindow): void {
    this.#wanted = true
    webContents.forcefullyCrashRenderer()
  }

  /** Whether the renderer that asks was loaded after a crash: true once. */
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
