/** Svelte context: how components get the studio and the open film. */
import { getContext, setContext } from 'svelte'
import type { OpenFilm } from './film.svelte.ts'
import type { Studio } from './studio.svelte.ts'

const key = Symbol('studio')
export const provideStudio = (studio: Studio): Studio => setContext(key, studio)
export const useStudio = (): Studio => getContext<Studio>(key)

/** The open film, for components that exist only while one is open. */
export function useFilm(): OpenFilm {
  const { film } = useStudio()
  if (film === null) throw new RangeError('no film is open')
  return film
}
