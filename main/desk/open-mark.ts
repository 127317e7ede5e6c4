/**
 * Which film is open, written down while it is. Found at the next start, it says that the program ended without closing
 * the film, by a crash or a power cut: then that film is opened again. Where it cannot be written (a full disk), films
 * are opened and closed all the same; they are only not found again.
 */
import { rmSync, writeFileSync } from 'node:fs'
import * as v from 'valibot'
import { limits } from '../../app/base/limits.ts'
import { readTextWithin } from '../../engine/files/read-within.ts'

const schema = v.object({ path: v.string(), steady: v.boolean() })
type Mark = v.InferOutput<typeof schema>

export class OpenMark {
  /** The film that was open when the program ended unexpectedly; null after an orderly end. */
  readonly lastOpen: string | null
  readonly #file: string
  #mark: Mark | null = null

  constructor(file: string) {
    this.#file = file
    const found = read(file)
    // A film that was not yet steady may itself be why the program ended: it is left to the person to open it again.
    this.lastOpen = found?.steady ? found.path : null
  }

  /** A film was opened; until `steady` is called, the program may still end over it. */
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
      // A comfort, and not worth a word.
    }
  }
}

function read(file: string): Mark | null {
  try {
    return v.parse(schema, JSON.parse(readTextWithin(file, limits.keptFile)))
  } catch {
    return null // an orderly end, or a file that is not ours
  }
}
