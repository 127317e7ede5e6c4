/**
 * Brings the pictures being made to the renderer, past main: each pair of a running engine and a loaded renderer gets one
 * MessagePort, which main hands over and never reads. A renderer that loads again, and an engine that was started again,
 * get a new one.
 */
import { MessageChannelMain, type BrowserWindow } from 'electron'
import { channels } from '../../app/contract/bridge.ts'
import { isTrusted } from '../security/origin.ts'
import type { UtilityLink } from '../supervisor/utility.ts'

export class LiveFrames {
  #engine: UtilityLink | undefined
  #window: BrowserWindow | undefined

  /** Turns to an engine that has just been started. */
  readonly from = (engine: UtilityLink): void => {
    this.#engine = engine
    this.#connect()
  }

  /** Turns to a window; only the studio's own renderer in it is ever given a port. */
  to(window: BrowserWindow): void {
    this.#window = window
    window.webContents.on('did-finish-load', () => this.#connect())
  }

  #connect(): void {
    if (this.#engine === undefined || this.#window === undefined || this.#window.isDestroyed()) return
    const { webContents } = this.#window
    if (!isTrusted(webContents.mainFrame)) return
    const { port1, port2 } = new MessageChannelMain()
    this.#engine.watch(port1)
    webContents.postMessage(channels.watch, null, [port2])
  }
}
