/**
 * Keys of an input method (IME). While it composes, all keys belong to it: Enter accepts, Escape cancels, arrows choose. The
 * key that ends the composition has key code 229 when its event comes after `compositionend`.
 */
const isComposing = (event: KeyboardEvent): boolean => event.isComposing || event.keyCode === 229

/**
 * From now on no key of a composition reaches handlers of commands: fields, dialogs, lists, shortcuts. The input method and
 * the text still get it. Must be the first listener of the window.
 */
export function keepCompositions(page: Window): void {
  const keep = (event: KeyboardEvent): void => {
    if (isComposing(event)) event.stopImmediatePropagation()
  }
  page.addEventListener('keydown', keep, { capture: true })
  page.addEventListener('keyup', keep, { capture: true })
}
