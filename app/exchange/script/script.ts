/**
 * What a script of another program says, in one neutral form: its scenes, its shots in order, and a list of what is not
 * taken in. Each reader makes it of one kind of file; `plan.ts` makes cards of it. How each kind is read: docs/scripts.md.
 */
import type { Seconds } from '../../time.ts'

/** The kinds of files that are read. */
export type ScriptKind = 'fountain' | 'fdx' | 'csv' | 'storyboarder' | 'shots' | 'text'

export interface ScriptScene {
  /** As written: `INT. BARN - NIGHT`. */
  readonly heading: string
  /** As the script numbers it; empty where it does not. */
  readonly number: string
}

export interface ScriptShot {
  /** Index of its scene; null: it stands before the first. */
  readonly scene: number | null
  /** Its number, as the file says it; may be empty. */
  readonly shot: string
  readonly title: string
  /** What is seen. */
  readonly action: string
  /** What is said, each speech a line: `MIA: Hello.` */
  readonly dialogue: string
  readonly notes: string
  /** Null: the file says none. */
  readonly length: Seconds | null
  /** Its picture in the folder `images` beside the file, by the names it may have there, best first. */
  readonly pictures: readonly string[]
}

export interface Script {
  /** Of the film; empty where the file names none. */
  readonly title: string
  readonly scenes: readonly ScriptScene[]
  readonly shots: readonly ScriptShot[]
}

/** What of a file does not come into the film, or not as it stands there. */
export type LeftKind =
  /** Of a title page, beside the title. */
  | 'titlePage'
  /** Acts, sequences and other divisions. */
  | 'section'
  | 'transition'
  /** What the writer took out, and comments. */
  | 'removed'
  | 'pageBreak'
  /** Bold, italic, underlined: the words stay. */
  | 'emphasis'
  /** Characters that cannot be seen. */
  | 'hidden'
  | 'column'
  | 'sound'
  /** A picture that is not there, or cannot be read. */
  | 'picture'
  /** A length that is none: it is estimated instead. */
  | 'length'
  /** Of a film, beside its shots and cast. */
  | 'settings'
  | 'other'
  /** Longer than a shot may be: goes on in the next. */
  | 'divided'
  /** Longer than its field may be: the end is left out. */
  | 'shortened'

export interface LeftOut {
  readonly kind: LeftKind
  /** How often. */
  readonly count: number
  /** The first of them. `line` counts from 1; null where the kind of file has none. */
  readonly examples: readonly { readonly line: number | null; readonly quote: string }[]
}

/** Of each kind so many are quoted: the rest is counted. */
const mostExamples = 20
const longestQuote = 80

/** Collects what is not taken in. */
export class Leftovers {
  readonly #kinds = new Map<LeftKind, { count: number; examples: { line: number | null; quote: string }[] }>()

  add(kind: LeftKind, line: number | null = null, quote = '', count = 1): void {
    const kept = this.#kinds.get(kind) ?? { count: 0, examples: [] }
    this.#kinds.set(kind, kept)
    kept.count += count
    const short = quotation(quote)
    if (short !== '' && kept.examples.length < mostExamples) kept.examples.push({ line, quote: short })
  }

  get list(): readonly LeftOut[] {
    return [...this.#kinds].map(([kind, { count, examples }]) => ({ kind, count, examples }))
  }
}

/** The beginning of a text in one line. */
function quotation(text: string): string {
  const start = text
    .slice(0, longestQuote + 1)
    .replace(/\s/g, ' ')
    .trim()
  return start.length > longestQuote ? `${start.slice(0, longestQuote - 1)}…` : start
}
