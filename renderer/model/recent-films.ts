/** Recent films for every list and menu: which, how they are told apart, what can be done with each. */
import type { RecentFilm } from '../../app/contract/window.ts'
import { fileName } from '../../app/film/file-name.ts'

interface Listed {
  readonly recents: readonly RecentFilm[]
  /** The file of the open film; empty when there is none. */
  readonly path: string
}

interface Opener {
  open(path: string): Promise<void>
  find(path: string): Promise<void>
}

/** All but the one that is open. */
export const otherFilms = ({ recents, path: open }: Listed): readonly RecentFilm[] =>
  recents.filter(({ path }) => path !== open)

/** Opens a recent film; a missing one is looked for. */
export const openRecent = (studio: Opener, { path, present }: RecentFilm): Promise<void> =>
  present ? studio.open(path) : studio.find(path)

/** File name of a path from any operating system. */
export const fileOf = (path: string): string => path.replace(/^.*[\\/]/, '')

/** The file name if it differs from the title; else empty. */
export function fileBeside({ title, path }: Pick<RecentFilm, 'title' | 'path'>): string {
  const file = fileOf(path).replace(/\.throughline$/, '')
  return file === title || file === fileName(title) ? '' : file
}
