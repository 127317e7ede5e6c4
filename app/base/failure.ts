/**
 * What every border throws when it refuses: a code for programs, cause and remedy for people. A `Failure` crosses processes
 * as plain data (`toData` / `Failure.from`).
 */
import type { Fact, FactArguments, FactName, FailureCode } from './failure-codes.ts'

/** The facts of a failure by name. With the code they are all that a translation needs. */
export type FailureFacts = Readonly<Partial<Record<FactName, Fact>>>

export interface FailureData {
  /** Stable, dotted, lower-case. Data of another process may carry one that is not in the union. */
  readonly code: FailureCode
  /** What happened and why, in a sentence an artist understands. */
  readonly cause: string
  /** What to do now. */
  readonly remedy: string
  readonly facts?: FailureFacts
}

/** Its code decides which facts are required: failure-codes.ts. */
export class Failure<Code extends FailureCode = FailureCode> extends Error implements FailureData {
  readonly code: Code
  override readonly cause: string
  readonly remedy: string
  readonly facts: FailureFacts

  constructor(code: Code, cause: string, remedy: string, ...facts: FactArguments<Code>) {
    super(`${cause} ${remedy}`)
    this.name = 'Failure'
    this.code = code
    this.cause = cause
    this.remedy = remedy
    this.facts = (facts[0] as FailureFacts | undefined) ?? {}
  }

  /** Data from another process may carry any code. */
  static #again({ code, cause, remedy, facts = {} }: FailureData): Failure {
    return new Failure(code as 'unexpected', cause, remedy, facts as { detail: string })
  }

  toData(): Required<FailureData> {
    return { code: this.code, cause: this.cause, remedy: this.remedy, facts: this.facts }
  }

  /** Any thrown value as a Failure; anything else becomes `unexpected`. */
  static from(error: unknown): Failure {
    if (error instanceof Failure) return error
    if (isFailureData(error)) return Failure.#again(error)
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
