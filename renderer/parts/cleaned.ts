/** Keeps what a film must not hold out of a field, however it comes: typed, pasted, dropped, put there by a spelling checker. */
import { cleanText, type TakenOut, type TextRule } from '../../app/base/text.ts'

type Field = HTMLInputElement | HTMLTextAreaElement

/**
 * For `{@attach cleaned(…)}`. The caret stays where it was in the text.
 * @param report what was taken out; null when there was nothing to take out
 */
export const cleaned =
  (rule: Pick<TextRule, 'lines'>, report: (taken: TakenOut | null) => void) =>
  (field: Field): (() => void) => {
    function clean(event: Event): void {
      if (event instanceof InputEvent && event.isComposing) return // the input method still works on it
      const { text, ...taken } = cleanText(field.value, rule)
      report(taken.turns + taken.controls > 0 ? taken : null)
      if (text === field.value) return
      const caret = cleanText(field.value.slice(0, field.selectionEnd ?? field.value.length), rule).text.length
      field.value = text
      field.setSelectionRange(caret, caret)
      if (event.type !== 'input') field.dispatchEvent(new InputEvent('input', { bubbles: true }))
    }
    const over = new AbortController()
    const { signal } = over
    field.addEventListener('input', clean, { signal, capture: true }) // before anybody takes the value over
    field.addEventListener('compositionend', clean, { signal })
    return () => over.abort()
  }
