/** When actions are available. */
import { comparable } from '../model/comparison.svelte.ts'
import type { Studio } from '../model/studio.svelte.ts'

export const always = (): boolean => true
export const withFilm = (studio: Studio): boolean => studio.film !== null
export const withShots = (studio: Studio): boolean => (studio.film?.shots.length ?? 0) > 0
export const writable = (studio: Studio): boolean =>
  studio.film !== null && studio.film.state.saved.state !== 'read-only'
/** The answer to an edit may bring what an action needs. */
export const isPending = ({ film }: Studio): boolean => film !== null && film.hand.turns.busy
export const canEdit = (studio: Studio): boolean => writable(studio) && (withShots(studio) || isPending(studio))

export const canCut = (studio: Studio): boolean => writable(studio) && (studio.film?.cut != null || isPending(studio))

/** The shot at hand is in a scene. */
export const inScene = ({ film }: Studio): boolean => film?.atHand?.card.scene != null

export const canCollapse = (studio: Studio): boolean => studio.film?.board != null && inScene(studio)
export const canCollapseAll = ({ film }: Studio): boolean =>
  film?.board != null && film.shots.some(({ card }) => card.scene !== null)

export const canCompare = ({ film }: Studio): boolean =>
  film !== null && (film.comparison !== null || (film.atHand !== null && comparable(film.atHand).length > 1))

/** The playhead is on a picture of the shot at hand. */
export const onPicture = ({ film }: Studio): boolean =>
  film?.atHand?.take != null && Math.floor(film.now) < film.atHand.start + film.atHand.stored
