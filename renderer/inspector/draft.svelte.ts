/**
 * Text that is being written: shown at once, sent when the hand rests, and taken over from the film when it was changed
 * there (an undo, a rename). One stretch of writing is one step of undo.
 */
import { unsent } from './unsent.ts'

const rest = 350 // milliseconds without a key

export class Draft {
  #text = $state<string | null>(null)
  #timer: ReturnType<typeof setTimeout> | undefined
  #burst = 0
  readonly #stored: () => string
  readonly #send: (text: string, burst: string) => Promise<boolean>

  /**
   * @param stored what the film holds
   * @param send stores the text; false when it was refused
   */
  constructor(stored: () => string, send: (text: string, burst: string) => Promise<boolean>) {
    this.#stored = stored
    this.#send = send
  }

  get text(): string {
    return this.#text ?? this.#stored()
  }
  set text(text: string) {
    this.#text = text
    unsent.add(this)
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.flush(), rest)
  }

  /** The field is left, or another shot is chosen: what follows is another step of undo. */
  async leave(): Promise<void> {
    await this.flush()
    this.#burst++
  }

  async flush(): Promise<void> {
    clearTimeout(this.#timer)
    unsent.delete(this)
    const text = this.#text
    if (text === null) return
    if (text !== this.#stored()) await this.#send(text, `writing-${this.#burst}`)
    if (this.#text === text) this.#text = null // nothing was written meanwhile; a refused text gives way to the film's
  }
}
