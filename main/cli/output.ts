/**
 * Output streams. Results go to standard output, as text or, with --json, as one JSON document. Everything else, progress
 * and errors included, goes to standard error.
 */
import type { Readable } from 'node:stream'
import type { FailureData } from '../../app/base/failure.ts'
import { jsonTo, relay, sayTo } from '../../engine/files/terminal.ts'

export class Output {
  readonly json: boolean

  constructor(json: boolean) {
    this.json = json
  }

  /** The command's result: `text` for people, `data` for programs. */
  result(text: string, data: unknown): void {
    if (this.json) jsonTo(process.stdout, data, 2)
    else sayTo(process.stdout, text)
  }

  /** A note on standard error; omitted with --json. */
  note(text: string): void {
    if (!this.json) sayTo(process.stderr, text)
  }

  /** Prints the remarks about a film that was opened. */
  remarks(remarks: readonly FailureData[]): void {
    for (const { cause, remedy } of remarks) this.note(`${cause} ${remedy}`)
  }

  /** Relays the engine's standard error; omitted with --json. */
  readonly hear = (said: Readable): void => {
    if (this.json) said.resume()
    else relay(said)
  }

  failure({ code, cause, remedy }: FailureData): void {
    if (this.json) jsonTo(process.stderr, { error: { code, cause, remedy } })
    else sayTo(process.stderr, `${cause} ${remedy}`)
  }
}
