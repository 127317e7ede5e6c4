/**
 * Log notes for debugging. Any room may write one; the studio keeps a file (file.ts), the command line discards them. Never
 * words of a film: no prompt, title, or name that a user gave.
 */
import { channel } from 'node:diagnostics_channel'
import type { FactName } from '../../app/base/failure-codes.ts'
import { Failure } from '../../app/base/failure.ts'

export type Subject = 'studio' | 'engine' | 'ffmpeg' | 'renderer' | 'failure'

export interface LogNote {
  readonly subject: Subject
  readonly text: string
}

export const notes = channel('throughline.notes')

export function note(subject: Subject, text: string): void {
  if (notes.hasSubscribers) notes.publish({ subject, text } satisfies LogNote)
}

/** Facts of a failure that never contain words of a film. */
const plain: readonly FactName[] = ['model', 'now', 'times', 'count', 'least', 'most', 'line']
/** Failures whose `detail` is from a process or library. The detail of others may quote a message or document. */
const ofMachinery = /^(check|engine|ffmpeg|runtime)\./

/**
 * Notes a failure by code and numbers, an unexpected error by kind and place: its message may quote user data.
 * @param where the operation: a command, an event
 */
export function noteFailure(where: string, error: unknown): void {
  const { code, facts } = Failure.from(error)
  if (code === 'unexpected') return note('failure', `${where}: ${placeOf(error)}`)
  const names = ofMachinery.test(code) ? [...plain, 'detail' as const] : plain
  const told = names.flatMap((name) => (facts[name] === undefined ? [] : [`${name}=${facts[name]}`]))
  note('failure', [`${where}: ${code}`, ...told].join(' '))
}

const mostFrames = 12

function placeOf(error: unknown): string {
  if (!(error instanceof Error)) return `unexpected (${typeof error})`
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return [`unexpected ${error.name}`, ...frames.slice(0, mostFrames)].join('\n')
}

/** A command line that can be pasted into a terminal. */
export const commandLine = (program: string, args: readonly string[]): string =>
  [program, ...args]
    .map((part) => (/^[\w./:=+,@%-]+$/.test(part) ? part : `'${part.replaceAll("'", `'\\''`)}'`))
    .join(' ')
