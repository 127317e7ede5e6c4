/**
 * The model: what the film must be after what the artist did. It knows every card, every text and the undo list as the hands
 * left them. Where two outcomes are right (an undo while text is still being written, a shot that was just made) it is told so
 * (`loose`), and then only demands what holds in each: no text that nobody wrote there, none that is gone.
 */
import type { Edit } from '../../app/edits/edit.ts'
import { emptyHistory, perform, redo, undo, type History } from '../../app/edits/history.ts'
import { cardTexts } from '../../app/film/schema.ts'
import { emptyFilm, type Card, type Film } from '../../app/film/film.ts'
import { cardId, type CardId } from '../../app/ids.ts'
import type { Seen } from './look.ts'

export const fields = ['prompt', 'title', 'dialogue', 'notes', 'shot'] as const
export type Field = (typeof fields)[number]

/** A text without what cannot be seen, and spaces: what must be left of whatever is pasted. */
export const essence = (text: string): string => text.replace(/[\p{C}\p{Z}\s\uFFFD]/gu, '')

export class World {
  film: Film = emptyFilm('')
  history: History = emptyHistory
  /** Selected cards. */
  chosen: readonly CardId[] = []
  /** They are those that the hand chose: nothing but the hand, or film that is watched, may select others. */
  sure = false
  /** The field the keyboard is in. */
  focus: Field | null = null
  /** Since the last look: more than one outcome is right. */
  loose = false
  /** Since the last look: text was written. */
  wrote = false
  /** Steps that were taken back and can be done again, at least: nothing else was done to the film since. */
  takenBack = 0
  /** Film is being made, as far as is known. */
  making = false
  /** At the last look the film was running, as it does for a while after the last second was made: it leads the hand on. */
  running = false
  /** Since the last look: all that was asked for was waited for. */
  finished = false
  /** Shots to be made; null: it was called off, or what they are was changed since. */
  asked: ReadonlySet<CardId> | null = new Set()
  /** Of each take, how many chunks were ever seen in the file. */
  readonly seconds = new Map<string, number>()
  /** Steps that can be taken back, at least. */
  #undoable = 0
  /** Since the last look: something entered the undo list that the model does not have in its own. */
  #disturbed = false
  /** Every text that was ever right in a field of a card. */
  readonly #ever = new Map<CardId, Record<Field, Set<string>>>()
  /** Fields in which something was pasted that the film may not hold as it is. */
  readonly #rough = new Map<string, string>()
  #stays = 0

  get cards(): readonly Card[] {
    return this.film.cards
  }

  /** The card whose details are shown; null where several are selected, and they are of one of them. */
  get lead(): Card | null {
    return this.chosen.length === 1 ? this.card(this.chosen[0]) : null
  }

  card(id: CardId | undefined): Card | null {
    return this.film.cards.find((card) => card.id === id) ?? null
  }

  /** The hand chose these. */
  choose(...ids: readonly CardId[]): void {
    this.chosen = ids
    this.sure = true
    this.leave()
  }

  /** These are selected, as far as can be seen: an answer that is still to come may select others. */
  find(...ids: readonly CardId[]): void {
    this.chosen = ids
    this.sure = false
    this.leave()
  }

  /**
   * A command was given, and means these, which were selected then.
   * @throws where the hand had chosen others
   */
  meant(ids: readonly CardId[]): readonly Card[] {
    if (this.sure && !this.making && !this.running && ids.toSorted().join() !== this.chosen.toSorted().join())
      throw new Error(`${short(this.chosen)} was chosen, and ${short(ids)} was selected when the key went down`)
    this.chosen = ids
    return this.film.cards.filter(({ id }) => ids.includes(id))
  }

  /** The keyboard is in a field of the card at hand. @param chosen what is selected then */
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

  /** An edit of the artist's own. */
  do(edit: Edit, burst: string | null = null): void {
    try {
      const edited = perform(this.film, this.history, edit, burst)
      this.film = edited.film
      this.history = edited.history
    } catch (error) {
      if (!this.loose) throw error // else the film may be another than the model thinks
    }
    this.takenBack = 0
    this.#undoable++
    this.asked = null
    this.#remember()
  }

  /** An edit of which the model does not know what it does. */
  disturb(): void {
    this.takenBack = 0
    this.#disturbed = true
  }

  /** Shots are asked for. */
  ask(cards: readonly CardId[]): void {
    this.making = true
    if (this.asked) this.asked = new Set([...this.asked, ...cards])
  }

  /** These were asked for before, and must be made: no others are known to be. */
  expect(cards: readonly CardId[]): void {
    this.making = true
    this.asked = new Set(cards)
  }

  /** What was asked for is no longer wanted. */
  callOff(): void {
    this.asked = null
  }

  /** The field the keyboard is in holds this now. */
  write(text: string): void {
    const card = this.lead
    if (!card || !this.focus) return
    this.wrote = true
    const key = `${card.id}/${this.focus}`
    if (this.loose || this.#rough.has(key)) this.takenBack = 0 // the film may hold another text than the model thinks
    if (this.#rough.has(key)) return this.#writeRough(card, this.focus, text)
    if (this.loose) this.#everOf(card.id)[this.focus].add(text)
    if (text === card[this.focus]) return
    this.do({ type: 'setText', card: card.id, field: this.focus, text }, `stay-${this.#stays}`)
  }

  /** What is pasted: the field holds it but for what no film may hold, or it is said there why it does not. */
  paste(before: string, text: string): void {
    const card = this.lead
    if (!card || !this.focus) return
    this.wrote = true
    this.takenBack = 0
    this.asked = null
    this.#writeRough(card, this.focus, before + text)
  }

  /**
   * What stands in the field that was entered, as the model has it; where it cannot say, what is there, if that may be.
   * @throws where nobody wrote that
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

  /** What was pasted into a field, with what was written there since; undefined: nothing was. */
  pasted(id: CardId, field: Field): string | undefined {
    return this.#rough.get(`${id}/${field}`)
  }

  /** As the artist left it. */
  textOf(card: Card, field: Field): string {
    return this.pasted(card.id, field) ?? card[field]
  }

  /** The keyboard is in a field, and what it is asked for may be the text's or the film's. */
  looseText(): void {
    this.loose = true
    this.takenBack = 0
    this.#undoable = 0
    this.asked = null
  }

  /** The film is on the desk, for the first time or again. */
  arrive(seen: Seen): void {
    if (this.#ever.size === 0) this.adopt(seen)
    this.find(...chosenIn(seen))
    this.making ||= seen.state?.making != null
    this.running = seen.page.running
    this.asked = null
  }

  /** A step of undo from the timeline, where it is the film's. */
  travel(step: 'undo' | 'redo'): void {
    this.asked = null
    const able = step === 'undo' ? this.#undoable > 0 : this.takenBack > 0
    if (able) this.takenBack += step === 'undo' ? 1 : -1
    if (able) this.#undoable += step === 'undo' ? -1 : 1
    // Which steps text that is being written makes, and when a take's begins, the model does not know.
    if (this.wrote || this.making || this.#disturbed) this.loose = true
    if (this.loose) return
    const edited = (step === 'undo' ? undo : redo)(this.film, this.history)
    if (!edited) return
    this.film = edited.film
    this.history = edited.history
    this.#remember()
  }

  /** Whether a text may stand in a field where the model cannot say which. */
  mayHold(id: CardId, field: Field, text: string): boolean {
    const ever = this.#ever.get(id)?.[field]
    const like = essence(text)
    return (
      ever !== undefined && [...ever].some((each) => each === text || (like !== '' && essence(each).startsWith(like)))
    )
  }

  /** A new card: nothing is written on it. */
  meet(id: CardId): void {
    for (const field of fields) this.#everOf(id)[field].add('')
  }

  /** A copy, or a part, of a card may hold whatever that may. */
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

  /** All is as it must be: the next burst begins here. */
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
      if (!isRefused) this.#rough.delete(key) // else it stays in its field, whatever shot is looked at
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

/** The film refuses it; the field keeps it. */
const isTooLong = (field: Field, text: string): boolean => text.length > cardTexts[field].most
/** The shot of the details; null: several are selected, or none. */
const heading = ({ page }: Seen): string | null => (page.chosen.length === 1 ? page.chosen[0]! : null)
const short = (ids: readonly CardId[]): string => ids.map((id) => id.slice(0, 6)).join(' ') || 'nothing'
const chosenIn = ({ page }: Seen): CardId[] => page.chosen.map(cardId)
