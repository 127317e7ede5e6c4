/** Writing a cast member's name into the prompt that is open, as `@name`. */
export const insertName = (name: string): boolean => insertText(`@${name}`)

/** Writing words into the prompt that is open, as if they had been typed: where the caret is, or was last. */
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

/** The name that is being typed before the caret: what follows an `@` that begins a word; null when none is. */
export function nameBeingTyped(value: string, caret: number): { readonly from: number; readonly start: string } | null {
  const found = /(?<![\p{L}\p{M}\p{N}_@])@([\p{L}\p{M}\p{N}_-]*)$/u.exec(value.slice(0, caret))
  return found ? { from: found.index, start: found[1]! } : null
}
