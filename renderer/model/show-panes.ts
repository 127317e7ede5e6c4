/** Showing the window's panes, as a field in one of them is to be focused. */
import type { FilmHost } from './film-at-hand.ts'

/** The timeline: full screen is left. */
export function showDesk(studio: FilmHost): void {
  if (studio.fullScreen) studio.toggleFullScreen()
}

/** The details of the shot at hand. */
export function showDetails(studio: FilmHost): void {
  showDesk(studio)
  if (!studio.preferences.inspector) studio.preferences.toggle('inspector')
}
