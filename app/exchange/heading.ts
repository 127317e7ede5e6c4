/** The heading of a card: `## 12A. Meeting (4 s, seed 7, memory sink, look ahead)`. Every part is optional. */
import * as v from 'valibot'
import { limits } from '../base/limits.ts'
import { titleCardSchema, usualTitle, type TitleCard } from '../film/title-card.ts'
import { policyNames, type PolicyName } from '../ledger/policies.ts'
import {
  ambiguousSeconds,
  chunksToSeconds,
  chunk,
  formatSeconds,
  parseSeconds,
  secondsToChunks,
  type Chunk,
  type Timebase
} from '../time.ts'
import { headingOptions, lineFault, saidTwice, shortened, type LineFault } from './shot-list.ts'

export interface Heading {
  /** The number before the title, or empty. */
  readonly shot: string
  readonly title: string
  readonly length?: Chunk
  readonly seed?: number
  readonly policy?: PolicyName
  readonly lookAhead?: boolean
  readonly titleCard?: TitleCard
}

/** Parses what follows `##`; problems are added to `faults`. */
export function parseHeading(text: string, line: number, base: Timebase, faults: LineFault[]): Heading {
  const group = /^(.*)[(（]([^()（）]*)[)）]$/s.exec(text)
  const before = (group?.[1] ?? text).trim()
  const numbered = /^([\d０-９]+[A-Za-zＡ-Ｚａ-ｚ]*)(?:\.(?=\s|$)|．)(.*)$/s.exec(before)
  let heading: Heading = {
    shot: (numbered?.[1] ?? '').normalize('NFKC'),
    title: numbered?.[2]!.trimStart() ?? before
  }
  for (const option of optionsOf(group?.[2] ?? '')) {
    if (option.trim() === '') continue
    const said = parseOption(option.trim(), line, base, faults)
    for (const key of Object.keys(said)) if (key in heading) faults.push(saidTwice(line, shortened(option.trim())))
    heading = { ...heading, ...said }
  }
  return heading
}

/** A comma between digits is a decimal comma: `4,5 s`. */
function optionsOf(text: string): readonly string[] {
  const options: string[] = []
  let isNumber = false // the current option is digits with commas
  for (const part of text.normalize('NFKC').split(/[,、]/)) {
    if (isNumber && /^\d/.test(part)) options.push(`${options.pop()},${part}`)
    else {
      options.push(part)
      isNumber = true
    }
    isNumber &&= /^\s*\d+$/.test(part)
  }
  return options
}

function parseOption(option: string, line: number, base: Timebase, faults: LineFault[]): Partial<Heading> {
  const space = option.search(/\s/)
  const [word, value] = space < 0 ? [option, ''] : [option.slice(0, space), option.slice(space).trim()]
  switch (word.toLowerCase()) {
    case 'seed': {
      const seed = parseSeed(value, line, faults)
      return seed === null ? {} : { seed }
    }
    case 'memory': {
      const policy = parsePolicy(value, line, faults)
      return policy === null ? {} : { policy }
    }
    case 'look':
      if (value.toLowerCase() === 'ahead') return { lookAhead: true }
      break
    case 'title': {
      const titleCard = parseTitle(value)
      if (titleCard !== null) return { titleCard }
    }
  }
  if (!/^[\d:.,+-]/.test(option)) {
    const remedy = `In parentheses may stand ${headingOptions}. A title that ends in parentheses is followed by a second pair.`
    faults.push(lineFault(line, 'key', `“${shortened(option)}” is not known here.`, remedy))
    return {}
  }
  const length = parseLength(option, line, base, faults)
  return length === null ? {} : { length }
}

/** `card`, `card #ffffff`, `card large`, `card #ffffff large`; null: something else. */
function parseTitle(text: string): TitleCard | null {
  const [card, ...look] = text.toLowerCase().split(/\s+/)
  const ground = look.find((word) => word.startsWith('#')) ?? usualTitle.ground
  const size = look.find((word) => !word.startsWith('#')) ?? usualTitle.size
  const { success, output } = v.safeParse(titleCardSchema, { ground, size })
  return card === 'card' && look.length <= 2 && success ? output : null
}

const printTitle = ({ ground, size }: TitleCard): string =>
  ['title card', ground !== usualTitle.ground && ground, size !== usualTitle.size && size].filter(Boolean).join(' ')

/** A length as chunks, or null and a fault. */
export function parseLength(text: string, line: number, base: Timebase, faults: LineFault[]): Chunk | null {
  const length = parseSeconds(text)
  const most = chunksToSeconds(chunk(limits.cardChunks), base)
  if (length !== null && length > 0 && length <= most) return secondsToChunks(length, base)
  const readings = ambiguousSeconds(text)?.map(formatSeconds)
  if (readings) {
    const cause = `“${shortened(text)}” may be ${readings.join(' or ')}.`
    faults.push(lineFault(line, 'length', cause, `Write it without the comma: (${readings.join(') or (')}).`))
    return null
  }
  const cause =
    length === null
      ? `“${shortened(text)}” is not a length.`
      : length === 0
        ? 'a shot cannot be 0 s long.'
        : `a shot of ${shortened(text)} is too long; the most is ${formatSeconds(most)}.`
  faults.push(lineFault(line, 'length', cause, 'Write the length in seconds, for example (4 s).'))
  return null
}

/** A seed, or null and a fault. */
export function parseSeed(text: string, line: number, faults: LineFault[]): number | null {
  const seed = Number(text)
  if (/^\d+$/.test(text) && seed <= limits.seed) return seed
  faults.push(
    lineFault(line, 'seed', `“${shortened(text)}” is not a seed.`, `A seed is a whole number from 0 to ${limits.seed}.`)
  )
  return null
}

/** A memory policy, or null and a fault. */
export function parsePolicy(text: string, line: number, faults: LineFault[]): PolicyName | null {
  const policy = policyNames.find((name) => name === text.toLowerCase())
  if (policy !== undefined) return policy
  faults.push(
    lineFault(
      line,
      'memory',
      `“${shortened(text)}” is not a kind of memory.`,
      `Choose one of ${policyNames.join(', ')}.`
    )
  )
  return null
}

/** The heading as text; the inverse of `parseHeading`. */
export function printHeading(
  { shot, title, length, seed, policy, lookAhead, titleCard }: Heading,
  base: Timebase
): string {
  const options = [
    length === undefined ? '' : formatSeconds(chunksToSeconds(length, base)),
    seed === undefined ? '' : `seed ${seed}`,
    policy === undefined ? '' : `memory ${policy}`,
    lookAhead ? 'look ahead' : '',
    titleCard === undefined ? '' : printTitle(titleCard)
  ]
  const parts = ['##', shot && `${shot}.`, title, `(${options.filter((option) => option !== '').join(', ')})`]
  return parts.filter((part) => part !== '').join(' ')
}
