/** Parses tables as spreadsheets write them (RFC 4180): commas, semicolons or tabs, quoted cells with line breaks. */
import { Failure } from '../../base/failure.ts'
import { limits } from '../../base/limits.ts'
import { tooManyShots } from '../text-shots.ts'

/** Rows of cells, with the line on which each begins. */
export interface Table {
  readonly rows: readonly (readonly string[])[]
  /** Line per row, from 1. */
  readonly lines: readonly number[]
}

const separators = [',', ';', '\t'] as const
/** Limit of cells per row. */
const mostColumns = 100

/** @param source with line breaks `\n`. Empty rows are left out. @throws Failure `script.quote`, `text.many` */
export function readTable(source: string): Table {
  const separator = separatorOf(source)
  const rows: string[][] = []
  const lines: number[] = []
  let row: string[] = []
  let line = 1
  let begun = 1
  let at = 0
  const endRow = (): void => {
    if (row.some((cell) => cell.trim() !== '')) {
      rows.push(row.slice(0, mostColumns))
      lines.push(begun)
    }
    if (rows.length > limits.cards + 1) throw tooManyShots('Divide the file.')
    row = []
    begun = line
  }
  while (at < source.length) {
    const cell = source[at] === '"' ? quoted(source, at, separator, line) : bare(source, at, separator)
    row.push(cell.text)
    line += cell.breaks
    at = cell.end
    const sign = source[at]
    at++
    if (sign === '\n') line++
    if (sign !== separator) endRow()
    else if (at === source.length) row.push('')
  }
  endRow()
  return { rows, lines }
}

interface Cell {
  readonly text: string
  /** Index of its terminator. */
  readonly end: number
  readonly breaks: number
}

function bare(source: string, from: number, separator: string): Cell {
  let end = from
  while (end < source.length && source[end] !== separator && source[end] !== '\n') end++
  return { text: source.slice(from, end), end, breaks: 0 }
}

/** A doubled quote is a literal quote; text after the closing quote belongs to the cell, too. */
function quoted(source: string, from: number, separator: string, line: number): Cell {
  const parts: string[] = []
  let at = from + 1
  for (;;) {
    const end = source.indexOf('"', at)
    if (end < 0) {
      const cause = `Line ${line}: a cell begins with a quotation mark and never ends.`
      throw new Failure('script.quote', cause, 'Save the table again as CSV.', { line })
    }
    parts.push(source.slice(at, end))
    at = end + 1
    if (source[at] !== '"') break
    parts.push('"')
    at++
  }
  const text = parts.join('')
  const rest = bare(source, at, separator)
  return { text: text + rest.text, end: rest.end, breaks: text.split('\n').length - 1 }
}

/** The separator with the most occurrences in the first row, outside quotes. */
function separatorOf(source: string): string {
  const counts = new Map<string, number>(separators.map((sign) => [sign, 0]))
  let inQuotes = false
  for (let at = 0; at < source.length && (inQuotes || source[at] !== '\n'); at++) {
    const sign = source[at]!
    if (sign === '"') inQuotes = !inQuotes
    else if (!inQuotes && counts.has(sign)) counts.set(sign, counts.get(sign)! + 1)
  }
  return separators.reduce((best, sign) => (counts.get(sign)! > counts.get(best)! ? sign : best))
}
