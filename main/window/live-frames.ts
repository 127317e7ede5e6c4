/**
 * Connects engine and renderer for live pictures, bypassing main: each pair gets one MessagePort, which main passes to both
 * and never reads. A reloaded renderer and a restarted engine get new ones.
 */
import { MessageChannelMain, type BrowserWindow } from 'electron'
import { channels } from '../../app/contract/bridge.ts'
import { isTrusted } from '../security/origin.ts'
import type { UtilityLink } from '../supervisor/utility.ts'

export class LiveFrameLink {
  #engine: UtilityLink | undefined
  #window: BrowserWindow | undefined

  /** A new engine was started. */
  readonly from = (engine: UtilityLink): void => {
    this.#engine = engine
    this.#connect()
  }

  /** Connects a window; only the studio's own renderer is ever given a port. */
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
