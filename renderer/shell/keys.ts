/** Keys: from the keyboard's event to an action, and from an action to how its key is written for people. */
import { actionOf, actions } from '../state/actions.ts'
import type { Studio } from '../state/studio.svelte.ts'
import { travel, type Step } from './writing.ts'

/** The name of a key press: `Mod+Shift+Z`, `ArrowLeft`, `?`. */
export function keyName(event: KeyboardEvent, mac: boolean): string {
  const mod = mac ? event.metaKey : event.ctrlKey
  const key = event.key === ' ' ? 'Space' : event.key.length === 1 ? event.key.toUpperCase() : event.key
  return [mod && 'Mod', event.altKey && 'Alt', event.shiftKey && 'Shift', key].filter(Boolean).join('+')
}

const macSigns: Readonly<Record<string, string>> = { Mod: '⌘', Alt: '⌥', Shift: '⇧' }
const signs: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Mod: 'Ctrl'
}

/** As written in menus and hints: `Ctrl+Z`, on a Mac `⌘Z`. */
export function keyText(name: string, mac: boolean): string {
  const parts = name === '?' || name === 'Shift+?' ? ['?'] : name.split(/\+(?=.)/)
  return parts.map((part) => (mac ? macSigns[part] : undefined) ?? signs[part] ?? part).join(mac ? '' : '+')
}

/** Text is being written: only keys with Mod are for the studio, and not those that edit the text. */
const textKeys = new Set(['Mod+A', 'Mod+C', 'Mod+V', 'Mod+X', 'Mod+D'])
/** Those that take back are the text's as long as it has something to take back. */
const travels = (['undo', 'redo'] as const).map((id): [Step, readonly string[]] => [id, actionOf(id).keys])

function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.closest('input:not([type=range]), textarea, [contenteditable]') !== null
  )
}

/** A button, a slider or a menu has its own use for the space bar, Enter and the arrows. */
function isUsed(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.closest('[role=menu], [role=dialog], [role=listbox], select')) return true
  if (key === 'Space')
    return (
      target.closest('button, [role=tab], [role=radio], [role=switch]') !== null &&
      !target.closest('[data-shot], [data-marker]')
    )
  return (
    key.startsWith('Arrow') &&
    target.closest('[role=slider], [role=tablist], [role=radiogroup], input[type=range]') !== null
  )
}

/** Does what a key press asks for; true when it was for the studio. */
export function press(studio: Studio, event: KeyboardEvent): boolean {
  const name = keyName(event, studio.mac)
  const writing = isWriting(event.target)
  if (writing && (!name.startsWith('Mod+') || textKeys.has(name))) return false
  if (isUsed(event.target, name)) return false
  const step = travels.find(([, keys]) => keys.includes(name))?.[0]
  if (writing && step) return travel(event.target, step, () => event.repeat || studio.perform(step))
  const found = actions.find((action) => action.keys.includes(name))
  if (!found || (event.repeat && !found.repeats) || !found.ready(studio)) return false
  found.run(studio)
  return true
}
