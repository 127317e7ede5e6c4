/** Handles choices in the native menu bar: an action, or a recent film. */
import { hear } from '../model/bridge.ts'
import { openRecent, otherFilms } from '../model/recent-films.ts'
import type { Studio } from '../model/studio.svelte.ts'
import type { ActionId } from './actions.ts'
import { perform } from './perform.ts'
import { commandText } from './text-commands.ts'

/** Subscribes to them. @returns unsubscribe function */
export const followMenu = (studio: Studio): (() => void) => hear('menu', ({ action }) => chosen(studio, action))

function chosen(studio: Studio, action: string): void {
  if (studio.leaving && action !== 'quit') return
  const recent = /^recent\.(\d+)\.(open|forget)$/.exec(action)
  const film = recent && otherFilms(studio)[Number(recent[1])]
  if (film) void (recent[2] === 'forget' ? studio.forget(film.path) : openRecent(studio, film))
  else if (!recent && !commandText(studio, action as ActionId)) perform(studio, action as ActionId)
}
