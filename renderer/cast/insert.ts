/** Inserts a cast member's name into the open prompt, as `@name`. */
export const insertName = (name: string): boolean => insertText(`@${name}`)

/** Inserts words into the open prompt as if typed: at the caret, or where it was last. */
export function insertText(words: string): boolean {
  const field = document.querySelector<HTMLTextAreaElement>('textarea[data-prompt]')
  if (!field) return false
  const { selectionStart: from, selectionEnd: to, value } = field
  const gap = from > 0 && !/\s$/.test(value.slice(0, from)) ? ' ' : ''
  const after = /^[\s.,;:!?]|^$/.test(value.slice(to)) ? '' : ' '
  field.setRangeText(`${gap}${words}${after}`, from, to, 'end')
  field.dispatchEvent(new Event('input', { bubbles: true }))
  field.focus()
  return true
}

/** The partial name before the caret: the text after an `@` that begins a word; null when there is none. */
export function nameBeingTyped(value: string, caret: number): { readonly from: number; readonly start: string } | null {
  const found = /(?<![\p{L}\p{M}\p{N}_@])@([\p{L}\p{M}\p{N}_-]*)$/u.exec(value.slice(0, caret))
  return found ? { from: found.index, start: found[1]! } : null
}
