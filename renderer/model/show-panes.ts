/** Showing the window's panes, as a field in one of them is to be focused. */
import type { FilmHost } from './film-at-hand.ts'

/** The timeline: full screen and board are left. */
export function showTimeline(studio: FilmHost): void {
  leaveFullScreen(studio)
  if (studio.preferences.board) studio.preferences.toggleBoard()
}

/** The details of the shot at hand. */
export function showDetails(studio: FilmHost): void {
  leaveFullScreen(studio)
  if (!studio.preferences.inspector) studio.preferences.toggle('inspector')
}

function leaveFullScreen(studio: FilmHost): void {
  if (studio.fullScreen) studio.toggleFullScreen()
}
