/** The computer: sleep blocker, taskbar progress and notifications. */
import { Notification, powerSaveBlocker, type BrowserWindow } from 'electron'
import type { Questions } from './questions.ts'
import type { Ended, Machine } from './working.ts'

export class Computer implements Machine {
  readonly #window: () => BrowserWindow | undefined
  readonly #texts: Questions
  #blocker: number | null = null
  /** Referenced: a notification that is garbage-collected can no longer be clicked. */
  #notice: Notification | null = null

  constructor(window: () => BrowserWindow | undefined, texts: Questions) {
    this.#window = window
    this.#texts = texts
  }

  awake(on: boolean): void {
    if (this.#blocker !== null) powerSaveBlocker.stop(this.#blocker)
    this.#blocker = on ? powerSaveBlocker.start('prevent-app-suspension') : null // the display may turn off
  }

  progress(share: number | null, paused: boolean): void {
    this.#open?.setProgressBar(share ?? -1, { mode: paused ? 'paused' : 'normal' })
  }

  /** Only while the window is not focused; a click focuses it. */
  notify(what: Ended): void {
    const window = this.#open
    if (window === undefined || window.isFocused() || !Notification.isSupported()) return
    this.#notice = new Notification({ title: window.getTitle(), body: this.#texts.ended[what] })
    this.#notice.on('click', () => {
      window.show()
      window.focus()
    })
    this.#notice.show()
  }

  get #open(): BrowserWindow | undefined {
    const window = this.#window()
    return window?.isDestroyed() === false ? window : undefined
  }
}
