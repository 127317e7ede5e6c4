/**
 * The model: what the film must be after what the artist did. It knows every card, every text and the undo list as the hands
 * left them. Where two outcomes are right (an undo while text is still being written, a shot that was just made) it is told so
 * (`loose`), and then only demands what holds in each: no text that nobody wrote there, none that is gone.
 */
import type { Edit } from '../../app/edits/edit.ts'
import { emptyHistory, perform, redo, undo, type History } from '../../app/edits/history.ts'
import { emptyFilm, type Card, type Film } from '../../app/film/film.ts'
import { cardId, type CardId } from '../../app/ids.ts'
import type { Seen } from './look.ts'

export const fields = ['prompt', 'title', 'dialogue', 'notes', 'shot'] as const
export type Field = (typeof fields)[number]

/** The step of undo that the hands took last, while nothing else was done to the film since. */
export type LastStep = 'undo' | 'redo' | null

export class World {
  film: Film = emptyFilm('')
  history: History = emptyHistory
  /** Selected cards; the last one is the one at hand. */
  chosen: readonly CardId[] = []
  /** The field the keyboard is in. */
  focus: Field | null = null
  /** Since the last look: more than one outcome is right. */
  loose = false
  /** Since the last look: text was written. */
  wrote = false
  /** Since the last look: the last thing done to the film was a step of undo that had something to do. */
  lastStep: LastStep = null
  /** Every text that was ever right in a field of a card. */
  readonly #ever = new Map<CardId, Record<Field, Set<string>>>()
  #stays = 0

  get cards(): readonly Card[] {
    return this.film.cards
  }

  /** The card at hand. */
  get lead(): Card | null {
    return this.card(this.chosen.at(-1))
  }

  card(id: CardId | undefined): Card | null {
    return this.film.cards.find((card) => card.id === id) ?? null
  }

  choose(...ids: readonly CardId[]): void {
    this.chosen = ids
    this.leave()
  }

  /** The keyboard is in a field of the card at hand. */
  enter(field: Field): void {
    if (this.focus !== field) this.#stays++
    this.focus = field
  }

  leave(): void {
    this.focus = null
    this.#stays++
  }

  /** An edit of the artist's own. */
  do(edit: Edit, burst: string | null = null): void {
    const edited = perform(this.film, this.history, edit, burst)
    this.film = edited.film
    this.history = edited.history
    this.lastStep = null
    this.#remember()
  }

  /** The field the keyboard is in holds this now. */
  write(text: string): void {
    const card = this.lead
    if (!card || !this.focus) return
    this.wrote = true
    if (text === card[this.focus]) return
    this.do({ type: 'setText', card: card.id, field: this.focus, text }, `stay-${this.#stays}`)
  }

  /** @param sure false: the step may have been the field's own, or another than the model thinks */
  travel(step: 'undo' | 'redo', sure: boolean): void {
    if (!sure || this.loose) {
      this.loose = true
      this.lastStep = step
      return
    }
    const edited = (step === 'undo' ? undo : redo)(this.film, this.history)
    if (!edited) return
    this.film = edited.film
    this.history = edited.history
    this.lastStep = step
    this.#remember()
  }

  /** Whether a text may stand in a field where the model cannot say which. */
  mayHold(id: CardId, field: Field, text: string): boolean {
    const ever = this.#ever.get(id)?.[field]
    return ever !== undefined && [...ever].some((each) => each === text || (text !== '' && each.startsWith(text)))
  }

  /** A copy, or a part, of a card may hold whatever that may. */
  derive(copy: CardId, from: CardId): void {
    const [own, other] = [this.#everOf(copy), this.#everOf(from)]
    for (const field of fields) for (const text of other[field]) own[field].add(text)
  }

  knows(id: CardId): boolean {
    return this.#ever.has(id)
  }

  /** All is as it must be: the next burst begins here. */
  adopt({ page, stored }: Seen): void {
    if (!stored) return
    this.film = stored.film
    this.history = { done: stored.done, undone: stored.undone }
    const chosen = page.cards.filter((card) => card.chosen).map(({ id }) => cardId(id))
    if (chosen.length !== this.chosen.length || chosen.some((id) => !this.chosen.includes(id))) this.chosen = chosen
    this.loose = this.wrote = false
    this.lastStep = null
    this.#remember()
  }

  #remember(): void {
    for (const card of this.film.cards) {
      const ever = this.#everOf(card.id)
      for (const field of fields) ever[field].add(card[field])
    }
  }

  #everOf(id: CardId): Record<Field, Set<string>> {
    const known = this.#ever.get(id)
    if (known) return known
    const none = Object.fromEntries(fields.map((field) => [field, new Set<string>()])) as Record<Field, Set<string>>
    this.#ever.set(id, none)
    return none
  }
}
