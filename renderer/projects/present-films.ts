/** The films that "Open recent" offers: those still where they were, without the one that is open. */
import type { RecentFilm } from '../../app/contract/window.ts'
import type { Studio } from '../state/studio.svelte.ts'

export const presentFilms = ({ recents, film }: Studio): readonly RecentFilm[] =>
  recents.filter(({ present, path }) => present && path !== film?.state.path)
