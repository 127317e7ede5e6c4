/** The log file: timestamped notes in at most two files (the older one is `app.old.log`). */
import { mkdirSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import log from 'electron-log/node'
import { forTerminal } from '../../app/exchange/terminal.ts'
import { notes, type LogNote, type Subject } from './note.ts'

const fileBytes = 1_000_000
/** Limit per note: a library in the engine may repeat a message endlessly. */
const noteLength = 4000
/** Subjects with a rate limit per minute: a page that fails in a loop leaves room for other notes. */
const bounded: readonly Subject[] = ['renderer', 'failure']
const mostNotes = 500

export interface LogFile {
  readonly path: string
  /** Its last lines, newest last; empty when it cannot be read. */
  tail(lines: number): string
  /** Stops logging. */
  end(): void
}

/** Starts logging. If the file cannot be written, the studio works without it. */
export function keepLog(path: string): LogFile {
  mkdirSync(dirname(path), { recursive: true })
  const file = log.create({ logId: path })
  for (const [name, transport] of Object.entries(file.transports))
    if (transport && name !== 'file') transport.level = false // nothing to the terminal or to a server
  file.transports.file.resolvePathFn = () => path
  file.transports.file.maxSize = fileBytes
  file.transports.file.format = '{y}-{m}-{d} {h}:{i}:{s}.{ms} {text}'
  const counts = new Map<Subject, number>()
  let begun = -Infinity
  const hear = (message: unknown): void => {
    const { subject, text } = message as LogNote
    const now = performance.now()
    if (now - begun > 60_000) {
      counts.clear()
      begun = now
    }
    const count = bounded.includes(subject) ? (counts.get(subject) ?? 0) + 1 : 0
    counts.set(subject, count)
    if (count === mostNotes + 1) file.info(`${subject}: more in this minute is left out`)
    if (count <= mostNotes) file.info(`${subject}: ${forTerminal(text.slice(0, noteLength))}`)
  }
  notes.subscribe(hear)
  return {
    path,
    tail(lines) {
      try {
        return readFileSync(path, 'utf8').trimEnd().split('\n').slice(-lines).join('\n')
      } catch {
        return ''
      }
    },
    end: () => void notes.unsubscribe(hear)
  }
}
