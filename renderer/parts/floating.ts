/**
 * Popovers and menus that close by a press outside. The press also acts on what it hits, and focus stays where the press put
 * it: if it were taken back from a field, the next letters would be shortcuts.
 */

/** For the content of a popover. If nothing has focus when it closes, its trigger gets it. */
export const floating = { trapFocus: false, onCloseAutoFocus: leaveKeyboard } as const

/** For the content of a menu, which by default swallows the press that closes it. */
export const floatingMenu = { ...floating, preventScroll: false } as const

function leaveKeyboard(closes: Event): void {
  const { activeElement: at, body } = document
  if (at !== null && at !== body && at.closest('.popover, .menu') === null) closes.preventDefault()
}
