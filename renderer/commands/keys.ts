/** Keys: from the keyboard's event to an action. */
import { actionOf, actions } from './actions.ts'
import type { Studio } from '../model/studio.svelte.ts'
import { hasSpaceBar } from './space-bar.ts'
import { isWriting, travel, type Step } from './writing.ts'
import { can, perform } from './perform.ts'

/** Where a key that types no Latin letter stands, as the Latin keyboard has it: the brackets are letters on some. */
const places: Readonly<Record<string, string>> = { BracketLeft: '[', BracketRight: ']', Backslash: '\\' }
/** Signs of other scripts that mean the same. */
const sameSigns: Readonly<Record<string, string>> = { '؟': '?' }

/**
 * The name of a key press by what it types: `Mod+Shift+Z`, `ArrowLeft`, `?`. Shift and AltGr (on a Mac ⌥) that are needed to
 * type a sign belong to the sign and are no keys of their own; Windows tells AltGr as Ctrl and Alt.
 */
export const keyName = (event: KeyboardEvent, mac: boolean): string =>
  named(event, sameSigns[event.key] ?? event.key, mac)

function named(event: KeyboardEvent, typed: string, mac: boolean): string {
  const sign = /^[^\p{L}\p{N}\s]$/u.test(typed)
  const third = sign && (mac ? event.altKey : event.getModifierState('AltGraph'))
  const mod = mac ? event.metaKey : event.ctrlKey && !third
  const key = typed === ' ' ? 'Space' : typed.length === 1 ? typed.toUpperCase() : typed
  return [mod && 'Mod', event.altKey && !third && 'Alt', event.shiftKey && !sign && 'Shift', key]
    .filter(Boolean)
    .join('+')
}

/**
 * The name of a key press by where the key is, for keyboards of other scripts and for the digits that some have behind
 * Shift; null where the key types a Latin letter or a sign, which means itself.
 */
export function placeName(event: KeyboardEvent, mac: boolean): string | null {
  const digit = /^Digit(\d)$/.exec(event.code)?.[1]
  if (digit !== undefined && !/^[a-z0-9]$/i.test(event.key)) return named(event, digit, mac)
  if (!/^\p{L}$/u.test(event.key) || /^\p{Script=Latin}$/u.test(event.key)) return null
  const key = /^Key([A-Z])$/.exec(event.code)?.[1] ?? places[event.code]
  return key === undefined ? null : named(event, key, mac)
}

/** Text is being written: only keys with Mod are for the studio, and not those that edit the text. */
const textKeys = new Set(['Mod+A', 'Mod+C', 'Mod+V', 'Mod+X', 'Mod+D'])
/** Those that take back are the text's as long as it has something to take back. */
const travels = (['undo', 'redo'] as const).map((id): [Step, readonly string[]] => [id, actionOf(id).keys])

/** A button, a slider or a menu has its own use for the space bar, Enter and the arrows. */
function isUsed(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.closest('[role=menu], [role=dialog], [role=listbox], select')) return true
  if (key === 'Space') return hasSpaceBar(target)
  return (
    key.startsWith('Arrow') &&
    target.closest('[role=slider], [role=tablist], [role=radiogroup], input[type=range]') !== null
  )
}

/** Does what a key press asks for; true when it was for the studio. */
export function press(studio: Studio, event: KeyboardEvent): boolean {
  const typed = keyName(event, studio.mac)
  const known = textKeys.has(typed) || actions.some(({ keys }) => keys.includes(typed))
  const name = known ? typed : (placeName(event, studio.mac) ?? typed)
  const writing = isWriting(event.target)
  if (writing && !name.endsWith('F6') && (!name.startsWith('Mod+') || textKeys.has(name))) return false
  if (isUsed(event.target, name)) return false
  const step = travels.find(([, keys]) => keys.includes(name))?.[0]
  if (writing && step) return travel(event.target, step, () => event.repeat || perform(studio, step))
  const found = actions.find((action) => action.keys.includes(name))
  if (!found || (event.repeat && !found.repeats) || !can(studio, found.id)) return false
  found.run(studio)
  return true
}
