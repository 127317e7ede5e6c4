/** The only door between the page and main: one way to ask, one way to listen. No Electron object passes through it. */
import { contextBridge, ipcRenderer, webUtils } from 'electron'
import { channels, type Answer, type Bridge } from '../app/contract/bridge.ts'
import type { StudioEvent } from '../app/contract/window.ts'

const bridge: Bridge = {
  command: (command) => ipcRenderer.invoke(channels.command, command) as Promise<Answer<unknown>>,
  listen: (listener) => {
    const heard = (_event: unknown, event: StudioEvent): void => listener(event)
    ipcRenderer.on(channels.event, heard)
    return () => void ipcRenderer.off(channels.event, heard)
  },
  pathOf: (file) => webUtils.getPathForFile(file)
}
contextBridge.exposeInMainWorld('throughline', bridge)
