/**
 * Undo while text is edited. A field undoes its own edits since it was focused; without any, undo is the film's. The browser
 * has one undo list for the whole page and does not say whose step is next, so it is only asked for steps known to be this
 * field's. Chromium may split a step between two letters (late focus events, a changed title): undo is repeated until a
 * whole stretch of typing is gone.
 */
import type { TextBox } from '../parts/cleaned.ts'

export type UndoOrRedo = 'undo' | 'redo'

/** What one field can undo and redo itself. */
class Writing {
  /** Its text when it was focused. */
  #first: string
  /** Its text after the last key; if it differs now, the program changed it, and the browser's undo list no longer applies. */
  #last: string
  /** The caret position then. */
  #caret: number | null = null
  /** Texts at the start of each stretch of typing; pasting or typing elsewhere starts a new one. */
  readonly #begun = new Set<string>()
  /** The text that redo leads back to. */
  #undone: string | null = null

  constructor(text: string) {
    this.#first = this.#last = text
  }

  /**
   * @param step undo or redo by the browser; null: the user edited
   * @param typed caret after typing or backspace; null: another kind of edit
   */
  wrote(text: string, step: UndoOrRedo | null, typed: number | null): void {
    if (step === null) {
      this.#undone = null
      if (!this.#goesOn(text, typed)) this.#begun.add(this.#last)
    } else if (step === 'undo') this.#undone ??= this.#last
    this.#last = text
    this.#caret = typed
  }

  /** Whether a text is the start or end of a stretch of typing. */
  isWhole(text: string): boolean {
    return text === this.#first || text === this.#undone || this.#begun.has(text)
  }

  /** @param text current text of the field */
  can(step: UndoOrRedo, text: string): boolean {
    if (text !== this.#last) {
      this.#first = this.#last = text
      this.#begun.clear()
      this.#undone = null
    }
    return step === 'undo' ? text !== this.#first : this.#undone !== null && text !== this.#undone
  }

  /** Whether the edit since the last key was at the caret only. */
  #goesOn(text: string, caret: number | null): boolean {
    if (caret === null || this.#caret === null) return false
    const from = Math.min(caret, this.#caret)
    return text.slice(0, from) === this.#last.slice(0, from) && text.slice(caret) === this.#last.slice(this.#caret)
  }
}

const writings = new WeakMap<TextBox, Writing>()
const steps: Readonly<Record<string, UndoOrRedo>> = { historyUndo: 'undo', historyRedo: 'redo' }
const isField = (target: EventTarget | null): target is TextBox =>
  target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement

const typing: ReadonlySet<string> = new Set(['insertText', 'insertLineBreak', 'deleteContentBackward'])

/** Whether an element is a text field. */
export const isWriting = (target: EventTarget | null): target is HTMLElement =>
  target instanceof HTMLElement && target.closest('input:not([type=range]), textarea, [contenteditable]') !== null

/** Listener for `focusin` and `input` of the page. */
export function followWriting(event: Event): void {
  if (!isField(event.target)) return
  const { target: field } = event
  if (event.type === 'focusin') return void writings.set(field, new Writing(field.value))
  const type = event instanceof InputEvent ? event.inputType : ''
  writings.get(field)?.wrote(field.value, steps[type] ?? null, typing.has(type) ? field.selectionStart : null)
}

/**
 * Undo or redo was requested in a text field.
 * @param film does it to the film
 * @returns whether it is the film's; otherwise the browser may do it, and if that changes nothing, it is done to the film
 */
export function travel(target: EventTarget | null, step: UndoOrRedo, film: () => void): boolean {
  if (!isField(target)) return false
  const { value } = target
  const writing = writings.get(target)
  if (!writing?.can(step, value)) {
    film()
    return true
  }
  // After the browser's default action.
  setTimeout(() => (target.value === value ? film() : complete(target, step, writing)))
  return false
}

/** Repeats the browser's undo until a whole stretch of typing is undone, or the field has nothing more to undo. */
function complete(field: TextBox, step: UndoOrRedo, writing: Writing): void {
  let before: string | null = null
  while (!writing.isWhole(field.value) && field.value !== before) {
    before = field.value
    document.execCommand(step)
  }
}
