/** The engine as a child of plain Node: `child_process.fork` with `serialization: 'advanced'`. */
import type { EnginePort } from './port.ts'

/** @throws Error when this process was not started with `fork`. */
export function forkPort(): EnginePort {
  const { send } = process
  if (!send) throw new Error('The engine has no line to a parent process: it is started by Throughline, not by hand.')
  return {
    // When the parent has just died the send fails; `closed` follows and ends the process.
    send: (message) => void send.call(process, message, () => {}),
    listen(on) {
      process.on('message', (data) => on.message(data, []))
      process.once('disconnect', () => on.closed())
    }
  }
}
