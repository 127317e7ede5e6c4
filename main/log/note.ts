/**
 * What the program notes about itself, for whoever mends it. Any room may note; who listens is not its matter: the studio keeps
 * a file (file.ts), the command line nothing. Never words of a film: no prompt, no title, no name that somebody gave.
 */
import { channel } from 'node:diagnostics_channel'
import type { FactName } from '../../app/base/failure-codes.ts'
import { Failure } from '../../app/base/failure.ts'

export type Subject = 'studio' | 'engine' | 'ffmpeg' | 'renderer' | 'failure'

export interface Note {
  readonly subject: Subject
  readonly text: string
}

export const notes = channel('throughline.notes')

export function note(subject: Subject, text: string): void {
  if (notes.hasSubscribers) notes.publish({ subject, text } satisfies Note)
}

/** Facts of a failure that are never words of a film. */
const plain: readonly FactName[] = ['model', 'now', 'times', 'count', 'least', 'most', 'line']
/** Failures whose `detail` is of a process or a library. That of others may quote what was read: a message, a document. */
const ofMachinery = /^(check|engine|ffmpeg|runtime)\./

/**
 * A failure by its code and numbers. Of an error that is none of ours, its kind and where it was thrown: its message may
 * quote what was read.
 * @param where what was being done: a command, an event
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

/** A command as a terminal would take it, so that it can be tried by hand. */
export const commandLine = (program: string, args: readonly string[]): string =>
  [program, ...args]
    .map((part) => (/^[\w./:=+,@%-]+$/.test(part) ? part : `'${part.replaceAll("'", `'\\''`)}'`))
    .join(' ')
