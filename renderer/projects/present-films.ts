/** The films made before: which of them "Open recent" offers, and how they are told apart. */
import type { RecentFilm } from '../../app/contract/window.ts'
import type { Studio } from '../state/studio.svelte.ts'

/** Those still where they were, without the one that is open. */
export const presentFilms = ({ recents, film }: Studio): readonly RecentFilm[] =>
  recents.filter(({ present, path }) => present && path !== film?.state.path)

/** Name of a file, of its path as any system writes it. */
export const fileOf = (path: string): string => path.replace(/^.*[\\/]/, '')

/** The file's name where it says more than the title; else empty. */
export function fileBeside({ title, path }: Pick<RecentFilm, 'title' | 'path'>): string {
  const file = fileOf(path).replace(/\.throughline$/, '')
  return file === title ? '' : file
}
