/**
 * The model: what the film must be after the artist's actions. It has every card, every text and the undo list as the hands left
 * them. When several outcomes are right (an undo while text is being typed, a shot that was just made), it is `loose`: then only
 * what holds in each is checked, namely that every text was typed there and every card is known.
 */
import type { Edit } from '../../app/edits/edit.ts'
import { emptyHistory, perform, redo, undo, type History } from '../../app/edits/history.ts'
import { cardTexts } from '../../app/film/schema.ts'
import { emptyFilm, type Card, type Film } from '../../app/film/film.ts'
import { cardId, type CardId } from '../../app/ids.ts'
import type { Seen } from './look.ts'
import { essence, fields, isCard, type Field } from './fields.ts'

export class World {
  film: Film = emptyFilm('')
  history: History = emptyHistory
  /** Selected cards. */
  chosen: readonly CardId[] = []
  /** The artist chose this selection: only the artist, or film being watched, may change it. */
  sure = false
  /** The field with the focus. */
  focus: Field | null = null
  /** Since the last comparison: more than one outcome is right. */
  loose = false
  /** Since the last comparison: text was written. */
  wrote = false
  /** At least this many steps can be redone: they were undone, and the film was not changed since. */
  takenBack = 0
  /** Film is being made, as far as the model knows. */
  making = false
  /** The film was playing at the last comparison, as it does for a while after the last second was made: that changes the current shot. */
  running = false
  /** Since the last comparison: waited until everything requested was made. */
  finished = false
  /** Requested shots; null when the request was cancelled or the film changed since. */
  asked: ReadonlySet<CardId> | null = new Set()
  /** For each take, how many chunks were in the file at the last comparison. */
  readonly seconds = new Map<string, number>()
  /** At least this many steps can be undone. */
  #undoable = 0
  /** Since the last comparison: the undo list got an entry that the model does not have. */
  #disturbed = false
  /** Every text that a field of a card ever legitimately had. */
  readonly #ever = new Map<CardId, Record<Field, Set<string>>>()
  /** Texts of fields with pasted content, which the film may not store exactly. */
  readonly #rough = new Map<string, string>()
  #stays = 0

  get cards(): readonly Card[] {
    return this.film.cards
  }

  /** The selected card; null when several are selected, as the details then show one of them. */
  get lead(): Card | null {
    return this.chosen.length === 1 ? this.card(this.chosen[0]) : null
  }

  card(id: CardId | undefined): Card | null {
    return this.film.cards.find((card) => card.id === id) ?? null
  }

  /** The artist selected these. */
  choose(...ids: readonly CardId[]): void {
    this.chosen = ids
    this.sure = true
    this.leave()
  }

  /** These seem to be selected; a pending answer may still change that. */
  find(...ids: readonly CardId[]): void {
    this.chosen = ids
    this.sure = false
    this.leave()
  }

  /**
   * A command was given for these shots, which were selected then.
   * @throws when the artist had selected others
   */
  meant(ids: readonly CardId[]): readonly Card[] {
    if (this.sure && !this.making && !this.running && ids.toSorted().join() !== this.chosen.toSorted().join())
      throw new Error(`${short(this.chosen)} was chosen, and ${short(ids)} was selected when the key went down`)
    this.chosen = ids
    return this.film.cards.filter(({ id }) => ids.includes(id))
  }

  /** A field of the current card has the focus. @param chosen the selection then */
  enter(field: Field, chosen: readonly CardId[] = this.chosen): void {
    if (this.focus !== field || chosen.join() !== this.chosen.join()) this.#stays++
    if (chosen.join() !== this.chosen.join()) this.sure = false
    this.chosen = chosen
    this.focus = field
  }

  leave(): void {
    this.focus = null
    this.#stays++
  }

  /** The artist made an edit. */
  do(edit: Edit, burst: string | null = null): void {
    try {
      const edited = perform(this.film, this.history, edit, burst)
      this.film = edited.film
      this.history = edited.history
    } catch (error) {
      if (!this.loose) throw error // otherwise the film may differ from the model
      if ('cards' in edit) this.#remember(edit.cards.filter(isCard)) // new ones came all the same
    }
    this.takenBack = 0
    this.#undoable++
    this.asked = null
    this.#remember()
  }

  /** An edit was made whose effect the model does not know. */
  disturb(): void {
    this.takenBack = 0
    this.#disturbed = true
  }

  /** Shots were requested. */
  ask(cards: readonly CardId[]): void {
    this.making = true
    if (this.asked) this.asked = new Set([...this.asked, ...cards])
  }

  /** Replaces the requested shots by these, which must be made. */
  expect(cards: readonly CardId[]): void {
    this.making = true
    this.asked = new Set(cards)
  }

  /** The request was cancelled. */
  callOff(): void {
    this.asked = null
  }

  /** The focused field has this text now. */
  write(text: string): void {
    const card = this.lead
    if (!card || !this.focus) return
    this.wrote = true
    const key = `${card.id}/${this.focus}`
    if (this.loose || this.#rough.has(key)) this.takenBack = 0 // the film's text may differ from the model's
    if (this.#rough.has(key)) return this.#writeRough(card, this.focus, text)
    if (this.loose) this.#everOf(card.id)[this.focus].add(text)
    if (text === card[this.focus]) return
    this.do({ type: 'setText', card: card.id, field: this.focus, text }, `stay-${this.#stays}`)
  }

  /** Text was pasted: the field has it without forbidden characters, or shows a message why not. */
  paste(before: string, text: string): void {
    const card = this.lead
    if (!card || !this.focus) return
    this.wrote = true
    this.takenBack = 0
    this.asked = null
    this.#writeRough(card, this.focus, before + text)
  }

  /**
   * The text of the field that was entered, according to the model; when the model is loose, the shown text, if it is possible.
   * @throws when it was never written there
   */
  standing(field: Field, shown: string): string {
    const card = this.lead!
    const pasted = this.pasted(card.id, field)
    if (pasted !== undefined && shown !== pasted && this.mayHold(card.id, field, shown)) return shown
    if (!this.loose) return this.textOf(card, field)
    if (this.knows(card.id) && !this.mayHold(card.id, field, shown))
      throw new Error(`in the field ${field} stands “${shown}”, which nobody wrote there`)
    return shown
  }

  /** The pasted text of a field, with later typing; undefined when nothing was pasted. */
  pasted(id: CardId, field: Field): string | undefined {
    return this.#rough.get(`${id}/${field}`)
  }

  /** The text as the artist left it. */
  textOf(card: Card, field: Field): string {
    return this.pasted(card.id, field) ?? card[field]
  }

  /** Undo or redo was pressed in a field, where it may apply to the text or to the film. */
  looseText(): void {
    this.loose = true
    this.takenBack = 0
    this.#undoable = 0
    this.asked = null
  }

  /** The film was opened, for the first time or again. */
  arrive(seen: Seen): void {
    if (this.#ever.size === 0) this.adopt(seen)
    this.find(...chosenIn(seen))
    this.making ||= seen.state?.making != null
    this.running = seen.page.running
    this.asked = null
  }

  /** An undo or redo from the timeline, where it applies to the film. */
  travel(step: 'undo' | 'redo'): void {
    this.asked = null
    const able = step === 'undo' ? this.#undoable > 0 : this.takenBack > 0
    if (able) this.takenBack += step === 'undo' ? 1 : -1
    if (able) this.#undoable += step === 'undo' ? -1 : 1
    // The model does not know which undo steps typing makes, nor when the step of a take begins.
    if (this.wrote || this.making || this.#disturbed) this.loose = true
    if (this.loose) return
    const edited = (step === 'undo' ? undo : redo)(this.film, this.history)
    if (!edited) return
    this.film = edited.film
    this.history = edited.history
    this.#remember()
  }

  /** Whether a field may have a text when the model is loose. */
  mayHold(id: CardId, field: Field, text: string): boolean {
    const ever = this.#ever.get(id)?.[field]
    const like = essence(text)
    return (
      ever !== undefined && [...ever].some((each) => each === text || (like !== '' && essence(each).startsWith(like)))
    )
  }

  /** A new card with empty fields. */
  meet(id: CardId): void {
    for (const field of fields) this.#everOf(id)[field].add('')
  }

  /** A copy or part of a card may have any text that the card may have. */
  derive(copy: CardId, from: CardId, what: readonly Field[] = fields): void {
    const [own, other] = [this.#everOf(copy), this.#everOf(from)]
    for (const field of what) {
      for (const text of other[field]) own[field].add(text)
      const pasted = this.pasted(from, field)
      if (pasted !== undefined && !isTooLong(field, pasted)) this.#rough.set(`${copy}/${field}`, pasted)
    }
  }

  knows(id: CardId): boolean {
    return this.#ever.has(id)
  }

  /** Everything is right: takes over the seen state for the next burst. */
  adopt(seen: Seen): void {
    const { state, stored } = seen
    if (!stored) return
    this.film = stored.film
    this.history = { done: stored.done, undone: stored.undone }
    const chosen = chosenIn(seen)
    if (chosen.length !== this.chosen.length || chosen.some((id) => !this.chosen.includes(id))) {
      this.chosen = chosen
      this.sure = false
    }
    this.loose = this.wrote = this.finished = this.#disturbed = false
    this.making = state?.making != null
    this.running = seen.page.running
    for (const [key, text] of this.#rough) {
      const [id, field] = key.split('/') as [string, Field]
      const isRefused = heading(seen) === id ? seen.page.refused.includes(field) : isTooLong(field, text)
      if (!isRefused) this.#rough.delete(key) // otherwise it stays in its field, whichever shot is shown
    }
    if (!this.making) this.asked = new Set()
    this.takenBack = stored.undone.length
    this.#undoable = stored.done.length
    for (const [take, chunks] of stored.takes) this.seconds.set(take, chunks)
    this.#remember()
  }

  #writeRough(card: Card, field: Field, text: string): void {
    this.#rough.set(`${card.id}/${field}`, text)
    this.#everOf(card.id)[field].add(text)
  }

  #remember(cards: readonly Card[] = this.film.cards): void {
    for (const card of cards) {
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

/** Too long for the film; the text stays in the field. */
const isTooLong = (field: Field, text: string): boolean => text.length > cardTexts[field].most
/** The shot of the details; null when none or several are selected. */
const heading = ({ page }: Seen): string | null => (page.chosen.length === 1 ? page.chosen[0]! : null)
const short = (ids: readonly CardId[]): string => ids.map((id) => id.slice(0, 6)).join(' ') || 'nothing'
const chosenIn = ({ page }: Seen): CardId[] => page.chosen.map(cardId)
