/** Performs an action from a key, a button or a menu, if it is available. */
import type { Studio } from '../model/studio.svelte.ts'
import { actionOf, type ActionId } from './actions.ts'

export const can = (studio: Studio, id: ActionId): boolean =>
  (!studio.leaving || id === 'quit') && actionOf(id).ready(studio)

export function perform(studio: Studio, id: ActionId): void {
  if (can(studio, id)) actionOf(id).run(studio)
}
