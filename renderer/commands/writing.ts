/**
 * Undo while text is being written. A field takes back what was written in it since the keyboard came to it; has it
 * nothing of its own, the step is the film's. The browser keeps one list for the whole page and does not say whose its
 * next step is, so it is asked only for what is known to be this field's.
 */
export type Field = HTMLInputElement | HTMLTextAreaElement
export type Step = 'undo' | 'redo'

/** What a field can undo and redo by itself. */
export class Writing {
  /** As the keyboard found it. */
  #first: string
  /** After the last key; another text was put there by the program, and the browser's list no longer fits it. */
  #last: string
  /** What redoing leads back to. */
  #undone: string | null = null

  constructor(text: string) {
    this.#first = this.#last = text
  }

  /** @param step what the browser did by itself; null: something was written */
  wrote(text: string, step: Step | null): void {
    if (step === null) this.#undone = null
    else if (step === 'undo') this.#undone ??= this.#last
    this.#last = text
  }

  /** @param text what the field holds now */
  can(step: Step, text: string): boolean {
    if (text !== this.#last) {
      this.#first = this.#last = text
      this.#undone = null
    }
    return step === 'undo' ? text !== this.#first : this.#undone !== null && text !== this.#undone
  }
}

const writings = new WeakMap<Field, Writing>()
const steps: Readonly<Record<string, Step>> = { historyUndo: 'undo', historyRedo: 'redo' }
const isField = (target: EventTarget | null): target is Field =>
  target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement

/** Whether the keyboard writes text there. */
export const isWriting = (target: EventTarget | null): target is HTMLElement =>
  target instanceof HTMLElement && target.closest('input:not([type=range]), textarea, [contenteditable]') !== null

/** To be told of every `focusin` and `input` of the page. */
export function followWriting(event: Event): void {
  if (!isField(event.target)) return
  const { target: field } = event
  if (event.type === 'focusin') writings.set(field, new Writing(field.value))
  else writings.get(field)?.wrote(field.value, (event instanceof InputEvent && steps[event.inputType]) || null)
}

/**
 * Undo or redo was asked for while the keyboard is in a field.
 * @param film does it to the film
 * @returns whether it is the film's; otherwise the browser may do it, and where that changes nothing, it is the film's
 */
export function travel(target: EventTarget | null, step: Step, film: () => void): boolean {
  if (!isField(target)) return false
  const { value } = target
  const own = writings.get(target)?.can(step, value) ?? false
  if (own)
    setTimeout(() => target.value === value && film()) // after the browser had its turn
  else film()
  return !own
}
