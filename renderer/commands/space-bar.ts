/**
 * The space bar plays the film. A button that the keyboard was walked to has it for itself. One that was pressed with the mouse, or
 * that a dialog gave the keyboard back to, has not: the film would not play, and the button would be pressed again.
 */

/** Keys that walk from one control to the next. */
const walks: ReadonlySet<string> = new Set(['Tab', 'F6'])
/** The keyboard is where it is because it was walked there. */
let walked = false
/** The last key, or press, was one that walks. */
let walking = false

/** To be told of every `keydown` and `pointerdown` of the page, before anything else is. */
export function followWalk(event: KeyboardEvent | PointerEvent): void {
  walking = 'key' in event && isWalk(event)
  if (walking || event.type === 'pointerdown') walked = walking
}

/** Whether the keyboard comes to a control now because it is walked there, and not because a dialog gives it back. */
export const isWalking = (): boolean => walking

function isWalk({ key, target }: KeyboardEvent): boolean {
  if (!(target instanceof Element) || target.closest('[role=dialog]')) return false // what it comes back to was left before
  return walks.has(key) || (key.startsWith('Arrow') && target.closest('[data-rove]') !== null)
}

/** Gives a control the keyboard, as a key asked for. */
export function walkTo(control: HTMLElement | null | undefined): void {
  walked = walking = true
  control?.focus()
}

/** Whether the control at hand uses the space bar. */
export const hasSpaceBar = (target: Element): boolean =>
  walked &&
  target.closest('button, [role=tab], [role=radio], [role=switch]') !== null &&
  !target.closest('[data-shot], [data-marker]')
