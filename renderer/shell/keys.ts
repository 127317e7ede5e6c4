/** Keys: from the keyboard's event to an action. */
import { actionOf, actions } from '../state/actions.ts'
import type { Studio } from '../state/studio.svelte.ts'
import { travel, type Step } from './writing.ts'

/**
 * The name of a key press: `Mod+Shift+Z`, `ArrowLeft`, `?`. Many keyboards have `[`, `]` and `\` behind AltGr (on a Mac
 * behind ⌥): there it belongs to the sign, and is no key of its own. Windows tells AltGr as Ctrl and Alt.
 */
export function keyName(event: KeyboardEvent, mac: boolean): string {
  const sign = /^[^\p{L}\p{N}\s]$/u.test(event.key)
  const third = sign && (mac ? event.altKey : event.getModifierState('AltGraph'))
  const mod = mac ? event.metaKey : event.ctrlKey && !third
  const key = event.key === ' ' ? 'Space' : event.key.length === 1 ? event.key.toUpperCase() : event.key
  return [mod && 'Mod', event.altKey && !third && 'Alt', event.shiftKey && 'Shift', key].filter(Boolean).join('+')
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
  if (writing && !name.endsWith('F6') && (!name.startsWith('Mod+') || textKeys.has(name))) return false
  if (isUsed(event.target, name)) return false
  const step = travels.find(([, keys]) => keys.includes(name))?.[0]
  if (writing && step) return travel(event.target, step, () => event.repeat || studio.perform(step))
  const found = actions.find((action) => action.keys.includes(name))
  if (!found || (event.repeat && !found.repeats) || !found.ready(studio)) return false
  found.run(studio)
  return true
}
