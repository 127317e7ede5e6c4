/**
 * Records which film is open, for crash recovery: if the record exists at the next start, the program ended without closing
 * the film, and it is opened again. Where it cannot be written (disk full), films still open and close; only this recovery
 * is lost.
 */
import { rmSync } from 'node:fs'
import * as v from 'valibot'
import { KeptFile } from '../kept/kept-file.ts'

const schema = v.object({ path: v.string(), steady: v.boolean() })
type Mark = v.InferOutput<typeof schema>

export class OpenMark {
  /** The film open when the program crashed; null after an orderly exit. */
  readonly lastOpen: string | null
  readonly #path: string
  readonly #file: KeptFile<typeof schema>
  #mark: Mark | null = null

  constructor(file: string) {
    this.#path = file
    this.#file = new KeptFile(file, schema)
    const found = this.#file.read()
    // A film that was not yet `steady` may have caused the crash: the user decides whether to open it again.
    this.lastOpen = found?.steady ? found.path : null
  }

  /** A film was opened; until `steady` is called, it may crash the program. */
  set(path: string): void {
    this.#write({ path, steady: false })
  }

  /** The window shows the film. */
  steady(): void {
    if (this.#mark !== null && !this.#mark.steady) this.#write({ ...this.#mark, steady: true })
  }

  clear(): void {
    this.#mark = null
    this.#attempt(() => rmSync(this.#path, { force: true }))
  }

  #write(mark: Mark): void {
    this.#mark = mark
    this.#attempt(() => this.#file.write(mark))
  }

  #attempt(change: () => void): void {
    try {
      change()
    } catch {
      // A convenience: a failure is not worth a message.
    }
  }
}
