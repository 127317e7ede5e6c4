/** Menu bar commands while a text field is focused: they act on the text, like their shortcuts. */
import { ask } from '../model/bridge.ts'
import type { ActionId } from './actions.ts'
import type { Studio } from '../model/studio.svelte.ts'
import { isWriting, travel, type UndoOrRedo } from './writing.ts'
import { perform } from './perform.ts'

/** Actions that apply to text. */
export const textCommands: ReadonlySet<ActionId> = new Set([
  ...(['cut', 'copy', 'paste', 'remove', 'selectAll', 'undo', 'redo'] as const)
])

/** Applies a menu command to the text; false when no field is focused or it does not apply to text. */
export function commandText(studio: Studio, id: ActionId): boolean {
  const field = document.activeElement
  if (!textCommands.has(id) || !isWriting(field)) return false
  if (id === 'undo' || id === 'redo') takeBack(studio, field, id)
  else if (id === 'cut' || id === 'copy' || id === 'paste') {
    void studio.attempt({ kind: 'window.text', subject: [] }, () => ask({ type: 'window.text', does: id }))
  } else document.execCommand(id === 'remove' ? 'delete' : id)
  return true
}

/** The browser undoes first, as with the shortcut; if the field has nothing to undo, the film does, except in a dialog. */
function takeBack(studio: Studio, field: HTMLElement, step: UndoOrRedo): void {
  const alone = field.closest('[role=dialog]') !== null
  if (alone || !travel(field, step, () => perform(studio, step))) document.execCommand(step)
}
