/**
 * A text while it is being written in one field of the film: shown at once, sent when the hand rests, and taken over from
 * the film when it was changed there (an undo, a rename). It belongs to its field for good, whatever is shown meanwhile;
 * a text that was refused stays until it is written otherwise. One stretch of writing is one step of undo.
 */
import type { Failure } from '../../app/contract/failure.ts'
import { unsent } from './unsent.ts'

/** One field of the film. It must go on meaning the same one: no prop of a component may be in it. */
export interface Field {
  /** What the film holds; null when the film has this field no more. */
  readonly stored: () => string | null
  /** Stores the text; gives why it was refused, else null. */
  readonly send: (text: string, burst: string) => Promise<Failure | null>
  /** Milliseconds without a key after which it is sent; null: only when the field is left. */
  readonly rest: number | null
}

export class Draft {
  /** Null: nothing but what is stored. */
  #text = $state<string | null>(null)
  /** Why the text is not in the film. */
  refusal = $state.raw<Failure | null>(null)
  /** Sent, and not answered yet. */
  #sent: { readonly text: string } | null = null
  #timer: ReturnType<typeof setTimeout> | undefined
  #burst = 0
  readonly #field: Field

  constructor(field: Field) {
    this.#field = field
  }

  get text(): string {
    return this.#text ?? this.#field.stored() ?? ''
  }
  set text(text: string) {
    this.#text = text
    unsent.add(this)
    clearTimeout(this.#timer)
    if (this.#field.rest !== null) this.#timer = setTimeout(() => void this.flush(), this.#field.rest)
  }

  /** The field is left: what follows is another step of undo. */
  async leave(): Promise<void> {
    const sent = this.flush()
    this.#burst++
    await sent
  }

  /** What was written is taken back, as far as it was not sent. */
  drop(): void {
    clearTimeout(this.#timer)
    unsent.delete(this)
    this.#text = null
    this.refusal = null
  }

  async flush(): Promise<void> {
    clearTimeout(this.#timer)
    unsent.delete(this)
    const text = this.#text
    const stored = this.#field.stored()
    if (text === null || stored === null || text === this.#sent?.text) return
    if (this.#sent === null && text === stored) return this.drop()
    const sent = { text }
    this.#sent = sent
    const refusal = await this.#field.send(text, `writing-${this.#burst}`)
    if (this.#sent === sent) this.#sent = null
    if (this.#text !== text || this.#sent) return // written otherwise meanwhile
    this.refusal = refusal
    if (refusal === null) this.#text = null
  }
}
