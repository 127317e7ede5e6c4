/**
 * Which text a film may hold. Emoji and every script are welcome; refused are characters that cannot be seen and
 * change what is read: control characters, bidirectional embeddings, overrides and isolates (they make a prompt look
 * other than it is; the plain marks U+200E, U+200F and U+061C stay, as right-to-left writers need them), line and
 * paragraph separators, and halves of surrogate pairs, which no file can hold.
 */
import { Failure } from './failure.ts'

const hidden = /(?![\t\n])\p{Cc}|[\p{Surrogate}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u
const breaks = /[\t\n]/

export interface TextRule {
  /** Most UTF-16 units. */
  readonly most: number
  /** Whether line breaks and tabs are allowed. */
  readonly lines: boolean
}

/** What is wrong with a text, to follow a word like `the prompt`, or null. */
export function textFault(text: string, rule: TextRule): string | null {
  if (text.length > rule.most) return `is ${count(text.length)} characters long; the most is ${count(rule.most)}`
  const found = hidden.exec(text) ?? (rule.lines ? null : breaks.exec(text))
  if (found === null) return null
  return `holds a character that cannot be shown (${codePoint(found[0])}, at character ${count(found.index + 1)})`
}

/** The same as a refusal to whoever wrote it: Failure `text.long` or `text.hidden`, or null. */
export function textRefusal(text: string, rule: TextRule): Failure | null {
  const fault = textFault(text, rule)
  if (fault === null) return null
  const cause = `This text ${fault}.`
  if (text.length <= rule.most) return new Failure('text.hidden', cause, 'Take that character out.')
  const remedy = 'Shorten it: until then it is kept here, but is not in the film.'
  return new Failure('text.long', cause, remedy, { count: count(text.length), most: count(rule.most) })
}

/** Counts of the characters removed from a text. */
export interface TakenOut {
  /** Bidirectional embeddings, overrides and isolates. */
  readonly turns: number
  /** Control characters and unpaired surrogates. */
  readonly controls: number
}

/** The first `most` UTF-16 units of a text; a surrogate pair is never split. */
export const beginning = (text: string, most: number): string => text.slice(0, most).replace(/\p{Surrogate}$/u, '')

const lineEnds = /\r\n?|[\v\f\u0085\u2028\u2029]/g
const turns = /[\u202A-\u202E\u2066-\u2069]/g
const controls = /(?![\t\n])\p{Cc}|\p{Surrogate}/gu

/**
 * Cleans text from any program: all line ends become line breaks (in a one-line field these and tabs become spaces),
 * invisible characters are removed. The length is not checked.
 */
export function cleanText(text: string, { lines }: Pick<TextRule, 'lines'>): TakenOut & { readonly text: string } {
  const broken = text.replace(lineEnds, '\n')
  const laid = lines ? broken : broken.replace(/[\t\n]+/g, ' ')
  const turned = laid.replace(turns, '')
  const clean = turned.replace(controls, '')
  return { text: clean, turns: laid.length - turned.length, controls: turned.length - clean.length }
}

const count = (value: number): string => value.toLocaleString('en')
const codePoint = (text: string): string => `U+${text.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`
