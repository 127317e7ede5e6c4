/** A damaged film, recovered into a file of the person's choice and opened there. */
import type { FilmState, Recovered } from '../../app/contract/window.ts'
import { chunk, chunksToSeconds } from '../../app/time.ts'
import { recoverProject } from '../project/recover.ts'
import type { Desk } from './desk.ts'

/**
 * @returns null where the film open before is not to be left; the copy is there all the same
 * @throws Failure `project.exists` (the copy's name is taken), `project.damaged` when nothing can be read
 */
export async function recoverInto(
  desk: Desk,
  damaged: string,
  copy: string
): Promise<{ film: FilmState; recovered: Recovered } | null> {
  const { tables, filmRebuilt } = recoverProject(damaged, copy)
  const film = await desk.open(copy)
  if (film === null) return null
  const { cards } = film.view.film
  const recovered: Recovered = {
    shots: cards.length,
    seconds: chunksToSeconds(chunk(tables['chunk']?.kept ?? 0), film.view.base),
    losses: filmRebuilt || Object.values(tables).some(({ lost }) => lost > 0)
  }
  return { film, recovered }
}
