/**
 * Undo while text is being written. A field takes back what was written in it since the keyboard came to it; has it
 * nothing of its own, the step is the film's. The browser keeps one list for the whole page and does not say whose its
 * next step is, so it is asked only for what is known to be this field's. Chromium may end a step between two letters (the
 * notice of a new focus that comes late, the page's title): it is asked again until a whole stretch of typing is taken back.
 */
export type Field = HTMLInputElement | HTMLTextAreaElement
export type Step = 'undo' | 'redo'

/** What a field can undo and redo by itself. */
export class Writing {
  /** As the keyboard found it. */
  #first: string
  /** After the last key; another text was put there by the program, and the browser's list no longer fits it. */
  #last: string
  /** Where the caret was then. */
  #caret: number | null = null
  /** Texts at which a stretch of typing began: text that was pasted, or typed elsewhere in the field, is another stretch. */
  readonly #begun = new Set<string>()
  /** What redoing leads back to. */
  #undone: string | null = null

  constructor(text: string) {
    this.#first = this.#last = text
  }

  /**
   * @param step what the browser did by itself; null: something was written
   * @param typed where the caret is after typing, or deleting backwards; null: it came in otherwise
   */
  wrote(text: string, step: Step | null, typed: number | null): void {
    if (step === null) {
      this.#undone = null
      if (!this.#goesOn(text, typed)) this.#begun.add(this.#last)
    } else if (step === 'undo') this.#undone ??= this.#last
    this.#last = text
    this.#caret = typed
  }

  /** Whether a text is the beginning or the end of a stretch of typing. */
  isWhole(text: string): boolean {
    return text === this.#first || text === this.#undone || this.#begun.has(text)
  }

  /** @param text what the field holds now */
  can(step: Step, text: string): boolean {
    if (text !== this.#last) {
      this.#first = this.#last = text
      this.#begun.clear()
      this.#undone = null
    }
    return step === 'undo' ? text !== this.#first : this.#undone !== null && text !== this.#undone
  }

  /** Whether only what stands at the caret was typed or deleted since the last key. */
  #goesOn(text: string, caret: number | null): boolean {
    if (caret === null || this.#caret === null) return false
    const from = Math.min(caret, this.#caret)
    return text.slice(0, from) === this.#last.slice(0, from) && text.slice(caret) === this.#last.slice(this.#caret)
  }
}

const writings = new WeakMap<Field, Writing>()
const steps: Readonly<Record<string, Step>> = { historyUndo: 'undo', historyRedo: 'redo' }
const isField = (target: EventTarget | null): target is Field =>
  target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement

const typing: ReadonlySet<string> = new Set(['insertText', 'insertLineBreak', 'deleteContentBackward'])

/** Whether the keyboard writes text there. */
export const isWriting = (target: EventTarget | null): target is HTMLElement =>
  target instanceof HTMLElement && target.closest('input:not([type=range]), textarea, [contenteditable]') !== null

/** To be told of every `focusin` and `input` of the page. */
export function followWriting(event: Event): void {
  if (!isField(event.target)) return
  const { target: field } = event
  if (event.type === 'focusin') return void writings.set(field, new Writing(field.value))
  const type = event instanceof InputEvent ? event.inputType : ''
  writings.get(field)?.wrote(field.value, steps[type] ?? null, typing.has(type) ? field.selectionStart : null)
}

/**
 * Undo or redo was asked for while the keyboard is in a field.
 * @param film does it to the film
 * @returns whether it is the film's; otherwise the browser may do it, and where that changes nothing, it is the film's
 */
export function travel(target: EventTarget | null, step: Step, film: () => void): boolean {
  if (!isField(target)) return false
  const { value } = target
  const writing = writings.get(target)
  if (!writing?.can(step, value)) {
    film()
    return true
  }
  // After the browser had its turn.
  setTimeout(() => (target.value === value ? film() : complete(target, step, writing)))
  return false
}

/** Asks the browser again until a whole stretch of typing is taken back, or it has nothing more of this field. */
function complete(field: Field, step: Step, writing: Writing): void {
  let before: string | null = null
  while (!writing.isWhole(field.value) && field.value !== before) {
    before = field.value
    document.execCommand(step)
  }
}
