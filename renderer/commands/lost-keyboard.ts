/**
 * A field that leaves the page while somebody writes in it (its shot was undone, its film is another) leaves the keyboard to
 * the page, where letters are commands: N adds a shot, the space bar plays. What was meant for the field is none.
 */
import { isWriting } from './writing.ts'

/** Milliseconds after a key in which the next one belongs to the same writing. */
const pause = 700
/** Keys that leave a field, or end what is written in it. */
const ends: ReadonlySet<string> = new Set(['Escape', 'Enter', 'Tab'])

/** Keys that with Mod undo and redo. */
const travels: ReadonlySet<string> = new Set(['KeyZ', 'KeyY'])

/** The field the keyboard was put into, until it is left. */
let field: HTMLElement | null = null
/** When it was last written in. */
let last = 0

/** To be told of every `focusin` and `pointerdown` of the page, before anything else is. */
export function followField({ type, target, timeStamp }: Event): void {
  field = type === 'focusin' && isWriting(target) ? target : null
  last = timeStamp
}

/**
 * To be asked of every key: whether it was meant for a field that is gone. Keys with Mod are commands anywhere; an undo or a redo
 * ends the writing: where it takes the field away, the hand did that itself.
 */
export function isStray(event: KeyboardEvent): boolean {
  if (field === null) return false
  if (event.ctrlKey || event.metaKey) {
    if (travels.has(event.code)) field = null
    return false
  }
  const stray = !field.isConnected && event.target === document.body && event.timeStamp - last < pause
  if (ends.has(event.key) || !(stray || event.target === field)) field = null
  last = event.timeStamp
  return stray
}
