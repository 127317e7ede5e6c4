/** Parses Fountain (fountain.io/syntax), a screenplay as plain text, line by line in linear time. */
import { withoutEmphasis } from './emphasis.ts'
import { fountainLines, type FountainLine } from './fountain-lines.ts'
import { Screenplay } from './screenplay.ts'
import type { Leftovers, Script } from './script.ts'

/** Prefixes of scene headings, also German and French. */
const headingStart = /^(?:int|ext|est|i\/e|innen|au(?:ss|ß)en|intérieur|extérieur)(?:[. ]|\/)/i

/** Detects a screenplay without a telling file name: it has a scene heading. */
export const isScreenplay = (text: string): boolean =>
  /^[ \t]*(?:int|ext|innen|au(?:ss|ß)en)(?:\.|\/(?:int|ext|innen|au(?:ss|ß)en)\.?)[ \t]+\S/im.test(text)

/** @param source with line breaks `\n` */
export function readFountain(source: string, left: Leftovers): Script {
  const { lines, notes } = fountainLines(source, left)
  const play = new Screenplay()
  const { title, next } = titlePage(lines, left)
  let noted = 0
  const noteUpTo = (line: number): void => {
    for (; noted < notes.length && notes[noted]!.line <= line; noted++) play.note(notes[noted]!.text)
  }
  const plain = (text: string, line: number): string => {
    const { text: words, marks } = withoutEmphasis(text.trim())
    if (marks > 0) left.add('emphasis', line, words, marks)
    return words
  }
  for (let at = next; at < lines.length;) {
    if (lines[at]!.text.trim() === '') {
      at++
      continue
    }
    const block = blockAt(lines, at)
    noteUpTo(block.first - 1)
    take(block, play, left, plain)
    noteUpTo(block.last)
    at = block.next
  }
  noteUpTo(Infinity)
  return play.done(title)
}

type Kind = 'heading' | 'transition' | 'section' | 'synopsis' | 'pageBreak' | 'speech' | 'action'

interface Block {
  readonly kind: Kind
  readonly first: number
  readonly last: number
  readonly texts: readonly string[]
  /** Index of the line after it. */
  readonly next: number
}

/** The element that begins at a non-blank line. */
function blockAt(lines: readonly FountainLine[], at: number): Block {
  const after = isBlank(lines, at - 1)
  const kind = kindOf(lines[at]!.text.trim(), after, isBlank(lines, at + 1))
  const end = kind === 'speech' || kind === 'action' ? endOf(lines, at, kind) : at + 1
  const texts = lines.slice(at, end).map(({ text }) => text)
  return { kind, first: lines[at]!.line, last: lines[end - 1]!.line, texts, next: end }
}

const isBlank = (lines: readonly FountainLine[], at: number): boolean => (lines[at]?.text ?? '').trim() === ''

function kindOf(text: string, afterBlank: boolean, beforeBlank: boolean): Kind {
  if (text.startsWith('!')) return 'action'
  if (/^={3,}$/.test(text)) return 'pageBreak'
  if (text.startsWith('#')) return 'section'
  if (text.startsWith('=')) return 'synopsis'
  if (/^\.[^.\s]/.test(text)) return 'heading'
  if (afterBlank && headingStart.test(text)) return 'heading'
  if (text.startsWith('>')) return text.endsWith('<') ? 'action' : 'transition'
  if (afterBlank && beforeBlank && text.endsWith('TO:') && isUpper(text)) return 'transition'
  if (text.startsWith('@') && !beforeBlank) return 'speech'
  return afterBlank && !beforeBlank && isCue(text) ? 'speech' : 'action'
}

const isUpper = (text: string): boolean => /\p{Lu}/u.test(text) && !/\p{Ll}/u.test(text)
/** A character name in capitals; a following parenthesis may be in any case. */
const isCue = (text: string): boolean => {
  const open = text.indexOf('(')
  return isUpper((open < 0 ? text : text.slice(0, open)).trim())
}

/** Action continues until a blank line or another element; dialogue until a blank line, but not one of two spaces. */
function endOf(lines: readonly FountainLine[], at: number, kind: 'speech' | 'action'): number {
  let end = at + 1
  for (; end < lines.length; end++) {
    const { text } = lines[end]!
    if (text.trim() === '' && (kind === 'action' || text.length < 2)) break
    if (kind === 'action' && !['action', 'speech'].includes(kindOf(text.trim(), false, false))) break
  }
  return end
}

function take({ kind, first, texts }: Block, play: Screenplay, left: Leftovers, plain: Plain): void {
  const text = texts[0]!.trim()
  switch (kind) {
    case 'heading':
      return play.scene(...numbered(text.startsWith('.') ? text.slice(1).trim() : text))
    case 'transition':
      return left.add('transition', first, text.startsWith('>') ? text.slice(1) : text)
    case 'section':
      return left.add('section', first, text.replace(/^#+/, ''))
    case 'pageBreak':
      return left.add('pageBreak')
    case 'synopsis':
      return play.note(plain(text.slice(1), first))
    case 'speech':
      return speak(texts, first, play, plain)
    case 'action':
      return play.action(texts.map((each) => plain(shownText(each.trim()), first)).join('\n'))
  }
}

type Plain = (text: string, line: number) => string

/** Without the marks of forced elements: `!` action, `>…<` centred, `~` lyrics. */
function shownText(text: string): string {
  if (text.startsWith('>') && text.endsWith('<')) return text.slice(1, -1)
  return /^[!~]/.test(text) ? text.slice(1) : text
}

function speak([cue = '', ...texts]: readonly string[], line: number, play: Screenplay, plain: Plain): void {
  const name = cue.trim().replace(/^@/, '').replace(/\^$/, '').trim() // ^: dual dialogue
  const words = texts.map((text) => plain(text.trim().replace(/^~/, ''), line)).filter((text) => text !== '')
  play.speech(plain(name, line), words.join(' '))
}

/** `INT. BARN #12A#` */
function numbered(heading: string): [heading: string, number: string] {
  if (!heading.endsWith('#')) return [heading, '']
  const begin = heading.lastIndexOf('#', heading.length - 2)
  const number = begin < 0 ? '' : heading.slice(begin + 1, -1).trim()
  return number === '' || number.length > 20 ? [heading, ''] : [heading.slice(0, begin).trim(), number]
}

const titleKeys =
  /^(?:title|credit|authors?|source|notes|draft date|date|contact|copyright|revision|format|font|language)\s*:/i

/** The title page: lines `Key: value` up to a blank one. Its title becomes the film's. */
function titlePage(lines: readonly FountainLine[], left: Leftovers): { title: string; next: number } {
  let next = lines.findIndex(({ text }) => text.trim() !== '')
  if (next < 0 || !titleKeys.test(lines[next]!.text)) return { title: '', next: Math.max(0, next) }
  const title: string[] = []
  let ofTitle = false
  for (; next < lines.length && lines[next]!.text.trim() !== ''; next++) {
    const { text, line } = lines[next]!
    const key = /^[^\s:][^:]{0,40}:/.exec(text)?.[0]
    if (key) ofTitle = key.toLowerCase() === 'title:'
    const value = withoutEmphasis((key ? text.slice(key.length) : text).trim()).text
    if (!ofTitle) left.add('titlePage', line, text)
    else if (value !== '') title.push(value)
  }
  return { title: title.join(' '), next }
}
