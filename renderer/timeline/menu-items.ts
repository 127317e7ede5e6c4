/** Items of the timeline's menus: for selected shots, and for the film. */
import type { ActionId } from '../commands/actions.ts'

type Groups = readonly (readonly (ActionId | 'labels')[])[]

export const ofShots: Groups = [
  ['playShot'],
  ['again', 'ripple'],
  ['split', 'duplicate', 'cut', 'copy', 'paste'],
  ['draw', 'sketch', 'removeSketch', 'poster', 'usualPicture', 'soundToShot'],
  ['labels', 'scene', 'selectScene', 'dissolveScene', 'collapseScene'],
  ['moveLeft', 'moveRight', 'shorter', 'longer'],
  ['remove']
]

export const ofFilm: Groups = [
  ['newCard', 'newTitle', 'paste', 'addSound'],
  ['marker', 'nextMarker'],
  ['lockNumbers', 'countNumbers'],
  ['selectAll', 'collapseScenes', 'zoomFit']
]
