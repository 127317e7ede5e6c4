/**
 * The shot list: a film's plan as text, pleasant to write by hand (docs/shot-list.md). It does not contain takes, markers,
 * sketches, posters or pins. Texts lose white space at their ends.
 */
import type { LineCode } from '../base/failure-codes.ts'
import { Failure } from '../base/failure.ts'
import { castKinds, type CastKind } from '../film/film.ts'
import { cardTexts, languageTexts } from '../film/schema.ts'
import { languageFields } from '../film/shot-language.ts'
import { textFault } from '../base/text.ts'

/** One fault of a shot list, with its line. */
export interface LineFault {
  /** From 1. */
  readonly line: number
  readonly failure: Failure
}

export const lineFault = (line: number, code: LineCode, cause: string, remedy: string): LineFault => ({
  line,
  failure: new Failure(`shots.${code}`, `Line ${line}: ${cause}`, remedy, { line })
})

/** Limit of faults, after which parsing stops. */
const mostFaults = 1_000
export const areEnough = (faults: readonly LineFault[]): boolean => faults.length >= mostFaults

/** A fault with its line's text, for translations. @param texts all lines */
export const quoting =
  (texts: readonly string[]) =>
  ({ line, failure: { code, cause, remedy } }: LineFault): LineFault => ({
    line,
    failure: Failure.from({ code, cause, remedy, facts: { line, quote: shortened((texts[line - 1] ?? '').trim()) } })
  })

/** Options in the parentheses of a heading, beside the length. */
export const headingOptions = 'a length (4 s), seed 7, memory sink, look ahead, title card'

/** Keys of a card's lines other than the prompt. */
export const cardKeys = ['notes', 'dialogue', 'shot', 'scene', ...languageFields, 'over', 'label'] as const
export type CardKey = (typeof cardKeys)[number]

/** Keys before the first card. */
export const headKeys = ['seed', 'memory', 'length', 'model'] as const

/** Prompt lines that would be taken for something else begin with a backslash, which is removed. */
export const needsEscape = /^(?:[#＃>＞\\＼]|\/\/)/u
/** Prefix of the second and later lines of notes and dialogue. */
export const continuation = '>  '
/** A number before a card's title. */
export const headingShot = /^\d+[A-Za-z]*$/

export const isCastKind = (text: string): text is CastKind => castKinds.some((kind) => kind === text)

const textRules = { ...cardTexts, ...languageTexts }
const fieldNames = {
  title: 'title',
  shot: 'shot number',
  prompt: 'prompt',
  notes: 'notes',
  dialogue: 'dialogue',
  lens: 'lens',
  place: 'place'
} as const

/** Adds a fault when a text is longer than its field allows. */
export function checkText(field: keyof typeof fieldNames, text: string, line: number, faults: LineFault[]): void {
  const wrong = textFault(text, textRules[field])
  if (wrong !== null) faults.push(lineFault(line, 'text', `its ${fieldNames[field]} ${wrong}.`, 'Make it shorter.'))
}

export const secondTitle = (line: number): LineFault =>
  lineFault(
    line,
    'line',
    'the film has its title already.',
    'Begin a shot with ##, and a prompt line that starts with # with \\#.'
  )

/** The same key twice: it is unknown which one was meant. */
export const saidTwice = (line: number, what: string): LineFault =>
  lineFault(line, 'key', `“${what}” is said twice.`, 'Leave one of the two.')

/** A text shortened for a message. */
export const shortened = (text: string): string => (text.length > 40 ? `${text.slice(0, 39)}…` : text)
