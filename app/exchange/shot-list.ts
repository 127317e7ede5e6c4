/**
 * The shot list: a film's plan as text that is pleasant to write by hand (docs/shot-list.md). What it does not hold:
 * takes, markers, sketches, pins. Texts lose white space at their ends.
 */
import type { LineCode } from '../base/failure-codes.ts'
import { Failure } from '../base/failure.ts'
import { castKinds, type CastKind } from '../film/film.ts'
import { cardTexts } from '../film/schema.ts'
import { textFault } from '../base/text.ts'

/** One problem of a shot list, where it stands. */
export interface LineFault {
  /** Counted from 1. */
  readonly line: number
  readonly failure: Failure
}

export const lineFault = (line: number, code: LineCode, cause: string, remedy: string): LineFault => ({
  line,
  failure: new Failure(`shots.${code}`, `Line ${line}: ${cause}`, remedy, { line })
})

/** Problems found before the rest of a list is left unread: nobody mends a thousand at once. */
const mostFaults = 1_000
export const areEnough = (faults: readonly LineFault[]): boolean => faults.length >= mostFaults

/** The same with the line itself, for who tells it in other words. @param texts all lines */
export const quoting =
  (texts: readonly string[]) =>
  ({ line, failure: { code, cause, remedy } }: LineFault): LineFault => ({
    line,
    failure: Failure.from({ code, cause, remedy, facts: { line, quote: shortened((texts[line - 1] ?? '').trim()) } })
  })

/** What may stand in the parentheses of a heading, beside the length. */
export const headingOptions = 'a length (4 s), seed 7, memory sink, look ahead'

/** Lines of a card that are not its prompt. */
export const cardKeys = ['notes', 'dialogue', 'shot', 'scene'] as const
export type CardKey = (typeof cardKeys)[number]

/** Lines before the first card. */
export const headKeys = ['seed', 'memory', 'length'] as const

/** How the lines of a prompt that would mean something else begin: with a backslash, which is taken off. */
export const needsEscape = /^(?:[#＃>＞\\＼]|\/\/)/u
/** How the second and later lines of notes and dialogue begin. */
export const continuation = '>  '
/** A number as it stands before a card's title. */
export const headingShot = /^\d+[A-Za-z]*$/

export const isCastKind = (text: string): text is CastKind => castKinds.some((kind) => kind === text)

const fieldNames = {
  title: 'title',
  shot: 'shot number',
  prompt: 'prompt',
  notes: 'notes',
  dialogue: 'dialogue'
} as const

/** Adds a fault when a text is too long for its field. */
export function checkText(field: keyof typeof fieldNames, text: string, line: number, faults: LineFault[]): void {
  const wrong = textFault(text, cardTexts[field])
  if (wrong !== null) faults.push(lineFault(line, 'text', `its ${fieldNames[field]} ${wrong}.`, 'Make it shorter.'))
}

export const secondTitle = (line: number): LineFault =>
  lineFault(
    line,
    'line',
    'the film has its title already.',
    'Begin a shot with ##, and a prompt line that starts with # with \\#.'
  )

/** The same thing said a second time: which of the two was meant, nobody can know. */
export const saidTwice = (line: number, what: string): LineFault =>
  lineFault(line, 'key', `“${what}” is said twice.`, 'Leave one of the two.')

/** A quotation short enough for a message. */
export const shortened = (text: string): string => (text.length > 40 ? `${text.slice(0, 39)}…` : text)
