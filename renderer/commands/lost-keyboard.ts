/**
 * When a focused field disappears while somebody types (its shot was undone, its film replaced), focus falls to the page,
 * where letters are shortcuts: N adds a shot, space plays. This module discards keys that were meant for the field.
 */
import { isWriting } from './writing.ts'

/** Keys within this many milliseconds count as the same typing. */
const pause = 700
/** Keys that leave a field or end the input. */
const ends: ReadonlySet<string> = new Set(['Escape', 'Enter', 'Tab'])

/** Keys that undo and redo with Mod. */
const travels: ReadonlySet<string> = new Set(['KeyZ', 'KeyY'])

/** The focused field, until it is left on purpose. */
let field: HTMLElement | null = null
/** Time of the last key in it. */
let last = 0

/** Listener for `focusin` and `pointerdown` of the page; must be the first. */
export function followField({ type, target, timeStamp }: Event): void {
  field = type === 'focusin' && isWriting(target) ? target : null
  last = timeStamp
}

/**
 * Whether a key was meant for a field that has disappeared. Keys with Mod are commands anywhere; undo and redo, and keys
 * that remove the field at once, end the typing, as the user then removed the field on purpose.
 */
export function isStray(event: KeyboardEvent): boolean {
  if (field === null) return false
  if (event.ctrlKey || event.metaKey) {
    if (travels.has(event.code)) field = null
    endIfGone(event) // its own handlers have run
    return false
  }
  const stray = !field.isConnected && event.target === document.body && event.timeStamp - last < pause
  if (ends.has(event.key) || !(stray || event.target === field)) field = null
  last = event.timeStamp
  return stray
}

/** Called when the page shows what a key did: the field in which it was pressed is gone, so it was removed on purpose. */
export function endIfGone({ target }: KeyboardEvent): void {
  if (target === field && field?.isConnected === false) field = null
}
