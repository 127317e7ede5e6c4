/** The computer: sleep blocker, progress in taskbar and title, and notifications. */
import { Notification, powerSaveBlocker, type BrowserWindow } from 'electron'
import type { NoticePictures } from './notice-picture.ts'
import type { Questions } from './questions.ts'
import type { WindowTitle } from './title.ts'
import type { Ended, Machine } from './working.ts'

export class Computer implements Machine {
  readonly #window: () => BrowserWindow | undefined
  readonly #texts: Questions
  readonly #pictures: NoticePictures
  readonly #title: WindowTitle
  #blocker: number | null = null
  /** Referenced: a notification that is garbage-collected can no longer be clicked. */
  #notice: Notification | null = null

  constructor(window: () => BrowserWindow | undefined, texts: Questions, pictures: NoticePictures, title: WindowTitle) {
    this.#window = window
    this.#texts = texts
    this.#pictures = pictures
    this.#title = title
  }

  awake(on: boolean): void {
    if (this.#blocker !== null) powerSaveBlocker.stop(this.#blocker)
    this.#blocker = on ? powerSaveBlocker.start('prevent-app-suspension') : null // the display may turn off
  }

  progress(share: number | null, paused: boolean): void {
    this.#open?.setProgressBar(share ?? -1, { mode: paused ? 'paused' : 'normal' })
    this.#title.progress(share)
  }

  /** Only while the window is not focused; a click focuses it. */
  notify(what: Ended): void {
    const window = this.#open
    if (window === undefined || window.isFocused() || !Notification.isSupported()) return
    const icon = this.#pictures.image
    const title = window.webContents.getTitle()
    this.#notice = new Notification({ title, body: this.#texts.ended[what], ...(icon && { icon }) })
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
