/** The IPC border: the sender is checked, commands are parsed, failures are answered as data. */
import { ipcMain } from 'electron'
import { channels, type Answer } from '../../app/contract/bridge.ts'
import { Failure } from '../../app/base/failure.ts'
import { parseMessage } from '../../app/base/parse.ts'
import { commandSchema, type Command } from '../../app/contract/commands.ts'
import type { CommandAnswers } from '../../app/contract/window.ts'
import { noteFailure } from '../log/note.ts'
import { isTrusted } from '../security/origin.ts'

/** One handler per command. */
export type Handlers = {
  readonly [Type in Command['type']]: (
    command: Extract<Command, { type: Type }>
  ) => CommandAnswers[Type] | Promise<CommandAnswers[Type]>
}

/** Starts answering the window's commands. */
export function answerCommands(handlers: Handlers): void {
  ipcMain.handle(channels.command, async (event, data: unknown): Promise<Answer<unknown>> => {
    let asked = 'a message'
    try {
      if (!isTrusted(event.senderFrame)) throw stranger()
      const command = parseMessage(commandSchema, data, 'the window')
      asked = command.type
      const handle = handlers[command.type] as (command: Command) => unknown
      return { ok: true, value: await handle(command) }
    } catch (error) {
      noteFailure(asked, error)
      return { ok: false, error: Failure.from(error).toData() }
    }
  })
}

const stranger = (): Failure =>
  new Failure('sender.unknown', 'Something other than the studio asked for this.', 'Nothing was done.')
