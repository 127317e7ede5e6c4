/**
 * What floats over the desk and closes by a press beside it (a menu, a remembered picture, the queue). The press means what it hits,
 * and the keyboard goes where it was put: taken back out of a field, the letters written next would be commands.
 */

/** For the content of a popover. Where nothing has the keyboard when it closes, its button has it again. */
export const floating = { trapFocus: false, onCloseAutoFocus: leaveKeyboard } as const

/** For the content of a menu, which by itself keeps the press that closes it from what is hit. */
export const floatingMenu = { ...floating, preventScroll: false } as const

function leaveKeyboard(closes: Event): void {
  const { activeElement: at, body } = document
  if (at !== null && at !== body && at.closest('.popover, .menu') === null) closes.preventDefault()
}
