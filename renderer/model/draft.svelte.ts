/**
 * A text while it is being written in one field of the film: shown at once, sent when the hand rests, and taken over from
 * the film when it was changed there (an undo, a rename). It belongs to its field for good, whatever is shown meanwhile;
 * a text that is refused stays until it is written otherwise. One stretch of writing is one step of undo.
 */
import type { Failure } from '../../app/base/failure.ts'
import type { TakenOut, TextRule } from '../../app/base/text.ts'
import { unsent } from './unsent.ts'

/** One field of the film. It must go on meaning the same one: no prop of a component may be in it. */
export interface Field {
  readonly rule: Pick<TextRule, 'lines'>
  /** What the film holds; null when the film has this field no more. */
  readonly stored: () => string | null
  /** Why a text cannot be stored as it is, else null. */
  readonly refuse: (text: string) => Failure | null
  /** Stores the text; gives why it was refused, else null. */
  readonly send: (text: string, burst: string) => Promise<Failure | null>
  /** Milliseconds without a key after which it is sent; null: only when the field is left. */
  readonly rest: number | null
  /** Keeps a text that the film could not take in; null: there is none any more. */
  readonly keep: (text: string | null) => void
}

export class Draft {
  /** Null: nothing but what is stored. */
  #text = $state<string | null>(null)
  /** Why the text is not in the film. */
  #refusal = $state.raw<Failure | null>(null)
  /** What was taken out of it as it came in, for who writes to see. */
  taken = $state.raw<TakenOut | null>(null)
  /** Sent, and not answered yet. */
  #sent: { readonly text: string } | null = null
  /** Somebody may be in the middle of it: it was written in since the field was left. */
  #open = false
  #timer: ReturnType<typeof setTimeout> | undefined
  #burst = 0
  readonly #field: Field

  /** @param kept what could not be stored when the film was open last */
  constructor(field: Field, kept: string | null = null) {
    this.#field = field
    if (kept === null) return
    this.#text = kept
    this.#refusal = field.refuse(kept)
    unsent.add(this)
  }

  get rule(): Field['rule'] {
    return this.#field.rule
  }

  get whole(): boolean {
    return this.#field.rest === null
  }

  get refusal(): Failure | null {
    return this.#refusal
  }

  get text(): string {
    return this.#text ?? this.#field.stored() ?? ''
  }
  set text(text: string) {
    this.#text = text
    this.#open = true
    unsent.add(this)
    clearTimeout(this.#timer)
    const { refuse, rest } = this.#field
    this.#refuse(rest === null ? null : refuse(text)) // half of a number, or of a name, is none yet
    if (rest !== null) this.#timer = setTimeout(() => void this.flush(), rest)
  }

  /** The field is left: what follows is another step of undo. */
  async leave(): Promise<void> {
    this.#open = false
    const sent = this.flush()
    this.#burst++
    this.taken = null
    await sent
  }

  /** What was written is taken back, as far as it was not sent. */
  drop(): void {
    clearTimeout(this.#timer)
    unsent.delete(this)
    this.#text = null
    this.#refuse(null)
  }

  /** The film is left: what could not be stored stays kept. */
  close(): void {
    clearTimeout(this.#timer)
    unsent.delete(this)
    this.#text = null
  }

  async flush(): Promise<void> {
    clearTimeout(this.#timer)
    unsent.delete(this)
    const text = this.#text
    const stored = this.#field.stored()
    if (text === null || stored === null || text === this.#sent?.text) return
    if (this.#sent === null && text === stored) return this.drop()
    const refusal = this.#field.refuse(text)
    if (refusal) return this.#refuse(refusal)
    const sent = { text }
    this.#sent = sent
    const answer = await this.#field.send(text, `writing-${this.#burst}`)
    if (this.#sent === sent) this.#sent = null
    if (this.#text !== text || this.#sent) return // written otherwise meanwhile
    if (answer !== null) this.#refuse(answer)
    else if (!this.#open || text === this.#field.stored()) this.drop() // else a space at its end, which a name leaves out, is the next word's
  }

  #refuse(refusal: Failure | null): void {
    if (refusal !== null || this.#refusal !== null) this.#field.keep(refusal && this.#text)
    this.#refusal = refusal
  }
}
