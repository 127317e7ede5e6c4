/** How the parts of the window find the studio and its open film. */
import { getContext, setContext } from 'svelte'
import type { OpenFilm } from './film.svelte.ts'
import type { Studio } from './studio.svelte.ts'

const key = Symbol('studio')
export const provideStudio = (studio: Studio): Studio => setContext(key, studio)
export const useStudio = (): Studio => getContext<Studio>(key)

/** The open film, for the components that are only shown while there is one. */
export function useFilm(): OpenFilm {
  const { film } = useStudio()
  if (film === null) throw new RangeError('no film is open')
  return film
}
