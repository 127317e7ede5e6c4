/**
 * Where words go. Results: standard output, as text or, with --json, as one JSON document. Everything else, progress
 * and errors included: standard error.
 */
import type { FailureData } from '../../app/contract/failure.ts'

/** Signs that a terminal would obey: names and words come from files that anybody may have written. */
const controls = /(?![\n\t])[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu
const printable = (text: string): string => text.replace(controls, '\ufffd')

export class Output {
  readonly json: boolean

  constructor(json: boolean) {
    this.json = json
  }

  /** The command's result: `text` for people, `data` for programs. */
  result(text: string, data: unknown): void {
    process.stdout.write(this.json ? `${JSON.stringify(data, null, 2)}\n` : `${printable(text)}\n`)
  }

  /** A remark on the way; programs do not get it. */
  note(text: string): void {
    if (!this.json) process.stderr.write(`${printable(text)}\n`)
  }

  /** What is to be known of a film that was opened. */
  remarks(remarks: readonly FailureData[]): void {
    for (const { cause, remedy } of remarks) this.note(`${cause} ${remedy}`)
  }

  failure({ code, cause, remedy }: FailureData): void {
    process.stderr.write(
      this.json ? `${JSON.stringify({ error: { code, cause, remedy } })}\n` : `${printable(`${cause} ${remedy}`)}\n`
    )
  }
}
