/**
 * Text typed for a field that is not on the screen yet: the prompt of a new shot, the name of a new scene or marker. Until
 * main has answered, a hidden field has the focus (shell/TypeAheadField.svelte), so that no letter is lost and none is a
 * command.
 */
import type { TakenOut } from '../../app/base/text.ts'
import type { CardId } from '../../app/ids.ts'
import type { Draft } from './draft.svelte.ts'
import type { MarkerPlace } from './markers.ts'

/** A film with fields that wait for the focus. */
export interface Awaiting {
  ahead: TypeAhead | null
  wantsPrompt: CardId | null
  wantsScene: CardId | null
  naming: MarkerPlace | null
}

export type AwaitedField = 'prompt' | 'scene' | 'marker'

export class TypeAhead {
  readonly field: AwaitedField
  readonly #film: Awaiting
  #text = $state('')
  #taken: TakenOut | null = null
  /** The field's text, when the field is known. */
  #draft = $state.raw<Draft | null>(null)
  #over = false
  /** Something was typed, so a name is not to be selected. */
  typed = false
  /** An input method is composing: the focus must stay. */
  composing = $state(false)

  /** Takes the place of the film's previous one. */
  constructor(film: Awaiting, field: AwaitedField) {
    this.#film = film
    this.field = field
    film.ahead?.end()
    film.ahead = this
  }

  /** Whether the field is still to be focused. */
  get waits(): boolean {
    return !this.#over
  }

  get text(): string {
    return this.#draft?.text ?? this.#text
  }
  set text(text: string) {
    this.typed = true
    if (this.#draft) this.#draft.text = text
    else this.#text = text
  }

  set taken(taken: TakenOut | null) {
    if (this.#draft) this.#draft.taken = taken
    else this.#taken = taken
  }

  /** The field is known: what was typed is appended to a prompt, and replaces a name. */
  meet(draft: Draft): void {
    const typed = this.#text
    if (typed !== '') {
      draft.text = this.field === 'prompt' ? draft.text + typed : typed
      draft.taken = this.#taken
    }
    this.#draft = draft
    if (this.#over) void draft.leave()
  }

  /** The field gets the focus now, and goes on with the text. */
  handOver(): void {
    this.#over = true
    if (this.#film.ahead === this) this.#film.ahead = null
  }

  /** The user went elsewhere, or there will be no field: what was typed goes to the field, if it comes. */
  end(): void {
    if (this.#over) return
    this.handOver()
    if (this.#draft) {
      void this.#draft.leave()
      this.#film.wantsPrompt = this.#film.wantsScene = this.#film.naming = null
    }
  }
}
