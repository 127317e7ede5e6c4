/**
 * The neutral result of parsing another program's script: scenes, shots in order, and what was left out. Each reader
 * produces it from one kind of file; `plan.ts` makes cards from it. Rules per kind: docs/scripts.md.
 */
import type { ShotLanguage } from '../../film/shot-language.ts'
import type { Seconds } from '../../time.ts'

/** The supported kinds of files. */
export type ScriptKind = 'fountain' | 'fdx' | 'csv' | 'storyboarder' | 'shots' | 'text'

export interface ScriptScene {
  /** As written: `INT. BARN - NIGHT`. */
  readonly heading: string
  /** Its number in the script; may be empty. */
  readonly number: string
}

export interface ScriptShot {
  /** Index of its scene; null: before the first. */
  readonly scene: number | null
  /** Its number in the file; may be empty. */
  readonly shot: string
  readonly title: string
  /** The action. */
  readonly action: string
  /** The dialogue, one line per speech: `MIA: Hello.` */
  readonly dialogue: string
  readonly notes: string
  /** Null: not in the file. */
  readonly length: Seconds | null
  readonly language: ShotLanguage
  /** Candidate names of its picture in the folder `images` beside the file, best first. */
  readonly pictures: readonly string[]
}

export interface Script {
  /** Title for the film; may be empty. */
  readonly title: string
  readonly scenes: readonly ScriptScene[]
  readonly shots: readonly ScriptShot[]
}

/** Kinds of content that is left out or changed, also of an edited cut (handoff/plan-recut.ts). */
export type LeftKind =
  /** From a title page, beside the title. */
  | 'titlePage'
  /** Acts, sequences and other divisions. */
  | 'section'
  | 'transition'
  /** Passages the writer cut, and comments. */
  | 'removed'
  | 'pageBreak'
  /** Bold, italic, underlined: the text is kept. */
  | 'emphasis'
  /** Invisible characters. */
  | 'hidden'
  | 'column'
  | 'sound'
  /** A missing or unreadable picture. */
  | 'picture'
  /** An invalid length: it is estimated instead. */
  | 'length'
  /** Settings of a film, beside its shots and cast. */
  | 'settings'
  | 'other'
  /** Of an edited cut: a time that is on no chunk, rounded. */
  | 'rounded'
  /** A shot that is not in the cut: it is kept. */
  | 'absent'
  /** A clip that is no shot of the film: a new, planned shot. */
  | 'unknown'
  /** A further use of a shot: one more shot with the same takes. */
  | 'again'
  /** A gap that is no shot. */
  | 'gap'
  /** A take that the shot has not: the one it shows stays. */
  | 'take'
  | 'effect'
  | 'speed'
  /** Another video track. */
  | 'track'
  /** Another timeline. */
  | 'nested'
  /** Switched off. */
  | 'disabled'
  | 'marker'
  | 'comment'
  /** Longer than a shot may be: continued in the next. */
  | 'divided'
  /** Longer than its field may be: truncated. */
  | 'shortened'

export interface LeftOut {
  readonly kind: LeftKind
  /** Number of occurrences. */
  readonly count: number
  /** The first occurrences. `line` is from 1; null for kinds of files without lines. */
  readonly examples: readonly { readonly line: number | null; readonly quote: string }[]
}

/** Number of quotes per kind; others are only counted. */
const mostExamples = 20
const longestQuote = 80

/** Collects what is left out. */
export class Leftovers {
  readonly #kinds = new Map<LeftKind, { count: number; examples: { line: number | null; quote: string }[] }>()

  /** @param before what a reader collected */
  constructor(before: readonly LeftOut[] = []) {
    for (const { kind, count, examples } of before) this.#kinds.set(kind, { count, examples: [...examples] })
  }

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

/** The start of a text on one line. */
function quotation(text: string): string {
  const start = text
    .slice(0, longestQuote + 1)
    .replace(/\s/g, ' ')
    .trim()
  return start.length > longestQuote ? `${start.slice(0, longestQuote - 1)}…` : start
}
