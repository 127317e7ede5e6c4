/** The one way to the terminal: nothing else writes to standard output or standard error (a lint rule). */
import type { Readable } from 'node:stream'
import { forTerminal, jsonForTerminal } from '../../app/exchange/terminal.ts'

/** Limit of characters relayed from one child process, whose libraries may repeat a message endlessly. */
const mostRelayed = 100_000

/** A line for people on a stream of this process. */
export const sayTo = (stream: NodeJS.WritableStream, text: string): void => void stream.write(`${forTerminal(text)}\n`)

/** One JSON document for programs. @param indent spaces a level; none: all in one line */
export const jsonTo = (stream: NodeJS.WritableStream, data: unknown, indent?: number): void =>
  void stream.write(`${jsonForTerminal(data, indent)}\n`)

/**
 * Relays the standard error of one of our processes: output of its native libraries, which quote what a pack holds.
 * @param heard gets the same text
 */
export function relay(said: Readable, heard: (text: string) => void = () => undefined): void {
  let remaining = mostRelayed
  said.setEncoding('utf8').on('data', (text: string) => {
    const passed = text.slice(0, Math.max(0, remaining))
    remaining -= text.length
    if (passed === '') return
    process.stderr.write(forTerminal(passed))
    heard(passed)
  })
}
