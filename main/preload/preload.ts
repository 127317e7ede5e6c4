/** The preload script, the renderer's only connection: one function to ask, one to listen. Exposes no Electron object. */
import { contextBridge, ipcRenderer, webUtils } from 'electron'
import { channels, type Answer, type Bridge } from '../../app/contract/bridge.ts'
import { Failure } from '../../app/base/failure.ts'
import { liveFramesSchema } from '../../app/contract/live-frames.ts'
import { parseMessage } from '../../app/base/parse.ts'
import type { StudioEvent } from '../../app/contract/window.ts'
import { InTurn } from './in-turn.ts'

const listeners = new Set<(event: StudioEvent) => void>()
const emit = (event: StudioEvent): void => listeners.forEach((listener) => listener(event))
ipcRenderer.on(channels.event, (_event, event: StudioEvent) => emit(event))

/** The MessagePort to the engine, which stays here: the renderer gets parsed messages only. */
let line: MessagePort | undefined
ipcRenderer.on(channels.watch, ({ ports }) => {
  line?.close() // the previous engine's
  line = ports[0]!
  line.onmessage = ({ data }: MessageEvent<unknown>) => emit(heard(data))
})

function heard(data: unknown): StudioEvent {
  try {
    return { type: 'preview', preview: parseMessage(liveFramesSchema, data, 'the engine') }
  } catch (error) {
    return { type: 'trouble', error: Failure.from(error).toData() }
  }
}

/** Far more than the studio ever has pending: dialogs, copies, edits. */
const commands = new InTurn(32)

const bridge: Bridge = {
  command: (command) => commands.take(() => ipcRenderer.invoke(channels.command, command) as Promise<Answer<unknown>>),
  listen: (listener) => {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  },
  pathOf: (file) => webUtils.getPathForFile(file)
}
contextBridge.exposeInMainWorld('throughline', bridge)
