/**
 * Keys of an input method. While it composes, every key is its own: Enter takes the word, Escape the candidates away,
 * arrows choose among them. The key that ends the composition is told as 229 where it comes after the end.
 */
export const isComposing = (event: KeyboardEvent): boolean => event.isComposing || event.keyCode === 229

/**
 * From now on no key of a composition reaches whoever takes keys for commands: fields, dialogs, lists, shortcuts. The
 * input method and the text have it all the same. To be called before anybody else listens to the window.
 */
export function keepCompositions(page: Window): void {
  const keep = (event: KeyboardEvent): void => {
    if (isComposing(event)) event.stopImmediatePropagation()
  }
  page.addEventListener('keydown', keep, { capture: true })
  page.addEventListener('keyup', keep, { capture: true })
}
