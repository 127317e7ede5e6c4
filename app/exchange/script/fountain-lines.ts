/** The lines of a Fountain script without `[[notes]]` and cut passages. */
import type { Leftovers } from './script.ts'

export interface FountainLine {
  /** From 1. */
  readonly line: number
  readonly text: string
}

export interface FountainText {
  /** Lines that are empty only because of such removals are left out: they end no paragraph. */
  readonly lines: readonly FountainLine[]
  /** In order, each with its first line. */
  readonly notes: readonly FountainLine[]
}

/** @param source with line breaks `\n` */
export function fountainLines(source: string, left: Leftovers): FountainText {
  const uncut = withoutCut(source, left)
  const notes: FountainLine[] = []
  const text = withoutNotes(uncut, notes)
  const before = source.split('\n')
  const lines = text
    .split('\n')
    .map((each, index) => ({ line: index + 1, text: each }))
    .filter((each) => each.text.trim() !== '' || before[each.line - 1]!.trim() === '')
  return { lines, notes }
}

/** Removes passages between slash-star and star-slash, which the writer has cut; line breaks stay, to keep line numbers. */
function withoutCut(source: string, left: Leftovers): string {
  const parts: string[] = []
  const lineOf = lineCounter(source)
  let from = 0
  for (;;) {
    const begin = source.indexOf('/*', from)
    const end = begin < 0 ? -1 : source.indexOf('*/', begin + 2)
    if (end < 0) break
    const cut = source.slice(begin + 2, end)
    left.add('removed', lineOf(begin), cut)
    parts.push(source.slice(from, begin), breaksOf(cut))
    from = end + 2
  }
  return from === 0 ? source : parts.join('') + source.slice(from)
}

/** A note may span lines, but no blank one. */
function withoutNotes(source: string, notes: FountainLine[]): string {
  const parts: string[] = []
  const lineOf = lineCounter(source)
  let from = 0
  let looked = 0
  let blank = -1
  let end = -1
  for (;;) {
    const begin = source.indexOf('[[', looked)
    if (begin < 0) break
    if (end < begin + 2) end = source.indexOf(']]', begin + 2)
    if (end < 0) break
    if (blank < begin) blank = indexOr(source, '\n\n', begin)
    if (blank < end) {
      looked = blank // an unclosed note before it is plain text
      continue
    }
    const note = source.slice(begin + 2, end)
    notes.push({ line: lineOf(begin), text: note.trim() })
    parts.push(source.slice(from, begin), breaksOf(note))
    from = end + 2
    looked = from
  }
  return from === 0 ? source : parts.join('') + source.slice(from)
}

const breaksOf = (text: string): string => text.replace(/[^\n]+/g, '')
const indexOr = (text: string, sought: string, from: number): number => {
  const at = text.indexOf(sought, from)
  return at < 0 ? text.length : at
}

/** Line number of an offset; offsets must be ascending. */
function lineCounter(text: string): (at: number) => number {
  let line = 1
  let counted = 0
  return (at) => {
    for (let found = text.indexOf('\n', counted); found >= 0 && found < at; found = text.indexOf('\n', counted)) {
      line++
      counted = found + 1
    }
    return line
  }
}
