/**
 * Records which film is open, for crash recovery: if the record exists at the next start, the program ended without closing
 * the film, and it is opened again. Where it cannot be written (disk full), films still open and close; only this recovery
 * is lost.
 */
import { rmSync, writeFileSync } from 'node:fs'
import * as v from 'valibot'
import { limits } from '../../app/base/limits.ts'
import { readTextWithin } from '../../engine/files/read-within.ts'

const schema = v.object({ path: v.string(), steady: v.boolean() })
type Mark = v.InferOutput<typeof schema>

export class OpenMark {
  /** The film open when the program crashed; null after an orderly exit. */
  readonly lastOpen: string | null
  readonly #file: string
  #mark: Mark | null = null

  constructor(file: string) {
    this.#file = file
    const found = read(file)
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
    this.#attempt(() => rmSync(this.#file, { force: true }))
  }

  #write(mark: Mark): void {
    this.#mark = mark
    this.#attempt(() => writeFileSync(this.#file, JSON.stringify(mark)))
  }

  #attempt(change: () => void): void {
    try {
      change()
    } catch {
      // A convenience: a failure is not worth a message.
    }
  }
}

function read(file: string): Mark | null {
  try {
    return v.parse(schema, JSON.parse(readTextWithin(file, limits.keptFile)))
  } catch {
    return null // an orderly exit, or an invalid file
  }
}
