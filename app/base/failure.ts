/**
 * How every border says no: a code for programs, the cause and the remedy in words for people.
 * A `Failure` crosses processes as plain data (`toData` / `Failure.from`).
 */
/** What a failure is about, by name: with its code enough to tell it in another language. */
export type FailureFacts = Readonly<Partial<Record<FactName, string | number>>>
/**
 * `file` is a name, `path` and `folder` where something is; `shot` a number as the crew says it; `names` of the cast;
 * `model` the one that is needed, `now` the one that is loaded; `times` how often; `count` of what was
 * given, `least` and `most` what may be; `line` of a text, from 1, and `quote` what stands there. `detail` is for whoever mends it: in
 * English, as the part of the program said it.
 */
export type FactName =
  | 'file'
  | 'path'
  | 'folder'
  | 'shot'
  | 'names'
  | 'model'
  | 'now'
  | 'times'
  | 'count'
  | 'least'
  | 'most'
  | 'line'
  | 'quote'
  | 'detail'

export interface FailureData {
  /** Stable, dotted, lower-case: `project.newer`, `pack.hash`, `disk.full`, … */
  readonly code: string
  /** What happened and why, in a sentence an artist understands. */
  readonly cause: string
  /** What to do now. */
  readonly remedy: string
  readonly facts?: FailureFacts
}

export class Failure extends Error implements FailureData {
  readonly code: string
  override readonly cause: string
  readonly remedy: string
  readonly facts: FailureFacts

  constructor(code: string, cause: string, remedy: string, facts: FailureFacts = {}) {
    super(`${cause} ${remedy}`)
    this.name = 'Failure'
    this.code = code
    this.cause = cause
    this.remedy = remedy
    this.facts = facts
  }

  toData(): Required<FailureData> {
    return { code: this.code, cause: this.cause, remedy: this.remedy, facts: this.facts }
  }

  /** Any thrown value as a Failure; what is not one already becomes `unexpected`. */
  static from(error: unknown): Failure {
    if (error instanceof Failure) return error
    if (isFailureData(error)) return new Failure(error.code, error.cause, error.remedy, error.facts)
    const text = error instanceof Error ? error.message : String(error)
    return new Failure(
      'unexpected',
      `Something unexpected happened: ${text}`,
      'Nothing that was saved is lost. Try again; if it happens again, report it with this text.',
      { detail: text }
    )
  }
}

function isFailureData(value: unknown): value is FailureData {
  const data = value as Partial<FailureData> | null
  return (
    typeof data === 'object' &&
    data !== null &&
    typeof data.code === 'string' &&
    typeof data.cause === 'string' &&
    typeof data.remedy === 'string'
  )
}
