/**
 * The text of one field while it is edited: shown at once, sent after a pause, and replaced when the film's value changes
 * elsewhere (undo, rename). A draft belongs to its field permanently; refused text stays until it is edited. One stretch of
 * typing is one undo step.
 */
import type { Failure } from '../../app/base/failure.ts'
import type { TakenOut, TextRule } from '../../app/base/text.ts'
import { unsent } from './unsent.ts'

/** A field of the film. Its functions must keep meaning the same field: capture no component props. */
export interface Field {
  readonly rule: Pick<TextRule, 'lines'>
  /** The stored value; null when the field no longer exists. */
  readonly stored: () => string | null
  /** Why a text cannot be stored, else null. */
  readonly refuse: (text: string) => Failure | null
  /** Stores the text; returns why it was refused, else null. */
  readonly send: (text: string, burst: string) => Promise<Failure | null>
  /** Debounce in milliseconds; null: sent only on blur. */
  readonly rest: number | null
  /** Stores a text that the film refused, for the next opening; null deletes it. */
  readonly keep: (text: string | null) => void
}

export class Draft {
  /** Null: equal to the stored value. */
  #text = $state<string | null>(null)
  /** Why the text is not in the film. */
  #refusal = $state.raw<Failure | null>(null)
  /** Characters removed from the input, shown to the user. */
  taken = $state.raw<TakenOut | null>(null)
  /** Sent and not yet answered. */
  #sent: { readonly text: string } | null = null
  /** It was edited since it got focus, so the user may be in the middle of it. */
  #open = false
  #timer: ReturnType<typeof setTimeout> | undefined
  #burst = 0
  readonly #field: Field

  /** @param kept refused text from the last time the film was open */
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
    this.#refuse(rest === null ? null : refuse(text)) // half a number, or half a name, is not an error yet
    if (rest !== null) this.#timer = setTimeout(() => void this.flush(), rest)
  }

  /** On blur: the next edit is another undo step. */
  async leave(): Promise<void> {
    this.#open = false
    const sent = this.flush()
    this.#burst++
    this.taken = null
    await sent
  }

  /** Discards text that was not sent. */
  drop(): void {
    clearTimeout(this.#timer)
    unsent.delete(this)
    this.#text = null
    this.#refuse(null)
  }

  /** On closing the film: refused text stays stored. */
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
    if (this.#text !== text || this.#sent) return // edited again meanwhile
    if (answer !== null) return this.#refuse(answer)
    const now = this.#field.stored()
    const isTrimmed = now !== text && now === text.trim() // a trailing space may start the next word
    if (!this.#open || !isTrimmed) this.drop() // an undo may have been answered with it
  }

  #refuse(refusal: Failure | null): void {
    if (refusal !== null || this.#refusal !== null) this.#field.keep(refusal && this.#text)
    this.#refusal = refusal
  }
}
