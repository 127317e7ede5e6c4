/** Classifies the lines of a shot list, before parsing them. */
import { limits } from '../base/limits.ts'
import { textFault } from '../base/text.ts'
import { areEnough, continuation, lineFault, type LineFault } from './shot-list.ts'

export type Line = { readonly line: number } & (
  | { readonly kind: 'title'; readonly text: string }
  /** `##`: what follows it. */
  | { readonly kind: 'card'; readonly text: string }
  /** `> key: text`, the key in lower case. */
  | { readonly kind: 'key'; readonly key: string; readonly text: string }
  /** A further line of the text of the key above. */
  | { readonly kind: 'more'; readonly text: string }
  /** Anything else, also a blank line: prompt, or before the first card a setting or cast member. */
  | { readonly kind: 'text'; readonly text: string }
)

/** Line ends of every system, old Macs and word processors. */
const lineBreak = /\r\n?|[\n\v\f\u0085\u2028\u2029]/

/** Splits and classifies; comments (`//`) are dropped, and invisible characters are faults. */
export function recogniseLines(source: string): {
  readonly lines: readonly Line[]
  readonly faults: readonly LineFault[]
  /** Every original line. */
  readonly texts: readonly string[]
} {
  const lines: Line[] = []
  const faults: LineFault[] = []
  const most = limits.shotListLines
  const texts = source.replace(/^\uFEFF/, '').split(lineBreak, most + 1)
  if (texts.length > most) {
    const cause = `a shot list has at most ${most.toLocaleString('en')} lines.`
    return { lines, faults: [lineFault(most + 1, 'many', cause, 'Divide the list into several films.')], texts }
  }
  for (const [index, text] of texts.entries()) {
    if (areEnough(faults)) break
    const hidden = textFault(text, { most: Infinity, lines: true })
    if (hidden !== null) {
      faults.push(lineFault(index + 1, 'character', `it ${hidden}.`, 'Delete that character, or type the line again.'))
    } else if (!text.startsWith('//')) {
      lines.push(recogniseLine(halfWidth(text), index + 1, faults))
    }
  }
  return { lines, faults, texts }
}

/** Full-width forms of the leading characters, as Chinese and Japanese input methods type them. */
const halfWidth = (text: string): string =>
  text.replace(/^[＃＞＼]+/u, (signs) => signs.normalize('NFKC')).replace(/^(> ?\p{L}[\p{L} -]*)：/u, '$1:')

function recogniseLine(text: string, line: number, faults: LineFault[]): Line {
  if (text.startsWith('##')) return { line, kind: 'card', text: oneLine(text.slice(2)) }
  if (text.startsWith('#')) return { line, kind: 'title', text: oneLine(text.slice(1)) }
  if (!text.startsWith('>')) return { line, kind: 'text', text: text.startsWith('\\') ? text.slice(1) : text }
  const key = /^> ?(\p{L}[\p{L} -]*):(.*)$/u.exec(text)
  if (key !== null) return { line, kind: 'key', key: key[1]!.trim().toLowerCase(), text: key[2]!.replace(/^ /, '') }
  if (text.trim() !== '>' && !text.startsWith(continuation)) {
    const remedy = 'Write “> notes: …” or “> dialogue: …”; put two spaces after > to continue the line above.'
    faults.push(lineFault(line, 'line', 'it begins with > but names nothing.', remedy))
  }
  return { line, kind: 'more', text: text.slice(continuation.length) }
}

const oneLine = (text: string): string => text.replaceAll('\t', ' ').trim()
