/** The window's title: the page's, with the progress of what is under way before it, as a minimised window shows it. */
import type { BrowserWindow } from 'electron'

/** @param share 0 … 1; null while nothing is in progress */
export const titleWith = (share: number | null, title: string): string =>
  share === null ? title : `${Math.floor(share * 100)} % · ${title}`

export class WindowTitle {
  #window: BrowserWindow | null = null
  #page = ''
  #share: number | null = null

  /** Set here and not by the page: Chromium ends a text field's undo step whenever the page's title changes. */
  follow(window: BrowserWindow): void {
    this.#window = window
    window.on('page-title-updated', (event, title) => {
      event.preventDefault()
      this.#page = title
      this.#show()
    })
  }

  progress(share: number | null): void {
    this.#share = share
    this.#show()
  }

  #show(): void {
    const window = this.#window
    if (window === null || window.isDestroyed()) return
    window.setTitle(titleWith(this.#share, this.#page))
  }
}
