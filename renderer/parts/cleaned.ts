/** Removes characters that a film must not contain from a field, however they got there: typed, pasted, dropped, autocorrected. */
import { cleanText, type TakenOut, type TextRule } from '../../app/base/text.ts'

/** What text is typed into. */
export type TextBox = HTMLInputElement | HTMLTextAreaElement

/**
 * For `{@attach cleaned(…)}`. The caret keeps its position in the text.
 * @param report gets what was removed; null when nothing was
 */
export const cleaned =
  (rule: Pick<TextRule, 'lines'>, report: (taken: TakenOut | null) => void) =>
  (field: TextBox): (() => void) => {
    function clean(event: Event): void {
      if (event instanceof InputEvent && event.isComposing) return // the input method is still composing
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
    field.addEventListener('input', clean, { signal, capture: true }) // before any other listener reads the value
    field.addEventListener('compositionend', clean, { signal })
    return () => over.abort()
  }
