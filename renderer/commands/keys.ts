/** From keyboard events to actions. */
import { actionOf, actions } from './actions.ts'
import type { Studio } from '../model/studio.svelte.ts'
import { hasSpaceBar } from './space-bar.ts'
import { isWriting, travel, type UndoOrRedo } from './writing.ts'
import { pressDrawing } from './draw-keys.ts'
import { act, can, perform } from './perform.ts'
import { pressSound } from './sound-keys.ts'

/** For keys that type no Latin letter: the key at the same position of a Latin keyboard. On some, brackets are letters. */
const places: Readonly<Record<string, string>> = { BracketLeft: '[', BracketRight: ']', Backslash: '\\' }
/** Equivalent characters of other scripts. */
const sameSigns: Readonly<Record<string, string>> = { '؟': '?' }

/**
 * The name of a key press by the character it types: `Mod+Shift+Z`, `ArrowLeft`, `?`. Shift and AltGr (on a Mac ⌥) that are
 * needed to type the character are not part of the name; Windows reports AltGr as Ctrl and Alt.
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
 * The name of a key press by key position, for keyboards of other scripts and for digits behind Shift; null where the key
 * types a Latin letter or a sign, for which `keyName` is right.
 */
export function placeName(event: KeyboardEvent, mac: boolean): string | null {
  const digit = /^Digit(\d)$/.exec(event.code)?.[1]
  if (digit !== undefined && !/^[a-z0-9]$/i.test(event.key)) return named(event, digit, mac)
  if (!/^\p{L}$/u.test(event.key) || /^\p{Script=Latin}$/u.test(event.key)) return null
  const key = /^Key([A-Z])$/.exec(event.code)?.[1] ?? places[event.code]
  return key === undefined ? null : named(event, key, mac)
}

/** While text is edited only shortcuts with Mod are the studio's, except these, which edit the text. */
const textKeys = new Set(['Mod+A', 'Mod+C', 'Mod+V', 'Mod+X', 'Mod+D'])
/** Undo and redo are the field's as long as it has something to undo. */
const travels = (['undo', 'redo'] as const).map((id): [UndoOrRedo, readonly string[]] => [id, actionOf(id).keys])

/** Buttons, sliders and menus use space, Enter and the arrows themselves. */
function isUsed(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.closest('[role=menu], [role=dialog], [role=listbox], select')) return true
  if (key === 'Space') return hasSpaceBar(target)
  return (
    key.startsWith('Arrow') &&
    target.closest('[role=slider], [role=tablist], [role=radiogroup], input[type=range]') !== null
  )
}

/** Performs the action of a key press; true when there was one. */
export function press(studio: Studio, event: KeyboardEvent): boolean {
  const typed = keyName(event, studio.mac)
  const known = textKeys.has(typed) || actions.some(({ keys }) => keys.includes(typed))
  const name = known ? typed : (placeName(event, studio.mac) ?? typed)
  const writing = isWriting(event.target)
  if (writing && !name.endsWith('F6') && (!name.startsWith('Mod+') || textKeys.has(name))) return false
  if (isUsed(event.target, name)) return false
  const easel = studio.film?.easel
  const drew = easel?.takesKeys && !writing ? pressDrawing(easel, name) : null
  if (drew !== null) return drew
  const sounded = studio.film && !writing ? pressSound(studio.film, name, event.repeat) : null
  if (sounded !== null) return sounded
  const step = travels.find(([, keys]) => keys.includes(name))?.[0]
  if (writing && step) return travel(event.target, step, () => event.repeat || perform(studio, step))
  const found = actions.find((action) => action.keys.includes(name))
  if (!found || (event.repeat && !found.repeats) || !can(studio, found.id)) return false
  act(studio, found)
  return true
}
