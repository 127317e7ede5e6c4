/**
 * The space bar plays the film, unless a button was focused by keyboard: then it presses the button. A button focused by a
 * mouse press, or by a dialog that closed, does not get it: it would be pressed again instead of playing the film.
 */

/** Keys that move focus. */
const walks: ReadonlySet<string> = new Set(['Tab', 'F6'])
/** Keys that move focus in a row of buttons (parts/roving.ts); with Alt or others they are commands. */
const rows: ReadonlySet<string> = new Set(['ArrowLeft', 'ArrowRight', 'Home', 'End'])
/** Focus was moved here by keyboard. */
let walked = false
/** The last key moved focus. */
let walking = false

/** Listener for `keydown` and `pointerdown` of the page; must be the first. */
export function followWalk(event: KeyboardEvent | PointerEvent): void {
  walking = 'key' in event && isWalk(event)
  if (walking || event.type === 'pointerdown') walked = walking
}

/** Whether focus is moving by keyboard now, and not because a dialog restores it. */
export const isWalking = (): boolean => walking

function isWalk({ key, target, altKey, ctrlKey, metaKey, shiftKey }: KeyboardEvent): boolean {
  if (!(target instanceof Element) || target.closest('[role=dialog]')) return false // its focus is restored later, not moved by keyboard
  if (walks.has(key)) return true
  return rows.has(key) && !altKey && !ctrlKey && !metaKey && !shiftKey && target.closest('[data-rove]') !== null
}

/** Focuses a control in response to a key. */
export function walkTo(control: HTMLElement | null | undefined): void {
  walked = walking = true
  control?.focus()
}

/** Whether the focused control uses the space bar. */
export const hasSpaceBar = (target: Element): boolean =>
  walked &&
  target.closest('button, [role=tab], [role=radio], [role=switch]') !== null &&
  !target.closest('[data-shot], [data-marker]')
