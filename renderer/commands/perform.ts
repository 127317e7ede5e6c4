/** Performs an action from a key, a button or a menu, if it is available. */
import type { Studio } from '../model/studio.svelte.ts'
import { actionOf, type Action, type ActionId } from './actions.ts'
import { goesOnDrawing } from './draw-keys.ts'

export const can = (studio: Studio, id: ActionId): boolean =>
  (!studio.leaving || id === 'quit') && actionOf(id).ready(studio)

export function perform(studio: Studio, id: ActionId): void {
  if (can(studio, id)) act(studio, actionOf(id))
}

/** Performs an action that is available. */
export function act(studio: Studio, action: Action): void {
  if (!goesOnDrawing(action)) studio.film?.easel.end()
  action.run(studio)
}
