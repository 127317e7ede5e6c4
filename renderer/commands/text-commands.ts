/** What the menu bar's commands do while the keyboard is in a field: there they are of the text, as their keys are. */
import { ask } from '../model/bridge.ts'
import type { ActionId } from './actions.ts'
import type { Studio } from '../model/studio.svelte.ts'
import { isWriting, travel, type Step } from './writing.ts'
import { perform } from './perform.ts'

/** Those that mean the text and no shot. */
export const textCommands: ReadonlySet<ActionId> = new Set([
  ...(['cut', 'copy', 'paste', 'remove', 'selectAll', 'undo', 'redo'] as const)
])

/** Does to the text what was chosen in the menu bar; false where no field has the keyboard, or it is no command of text. */
export function commandText(studio: Studio, id: ActionId): boolean {
  const field = document.activeElement
  if (!textCommands.has(id) || !isWriting(field)) return false
  if (id === 'undo' || id === 'redo') takeBack(studio, field, id)
  else if (id === 'cut' || id === 'copy' || id === 'paste') {
    void studio.attempt({ kind: 'window.text', subject: [] }, () => ask({ type: 'window.text', does: id }))
  } else document.execCommand(id === 'remove' ? 'delete' : id)
  return true
}

/** The browser's turn comes first, as with the key; what the field does not have to take back is the film's, but not in a dialog. */
function takeBack(studio: Studio, field: HTMLElement, step: Step): void {
  const alone = field.closest('[role=dialog]') !== null
  if (alone || !travel(field, step, () => perform(studio, step))) document.execCommand(step)
}
