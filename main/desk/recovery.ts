/** Recovers a damaged film into a file that the user chooses, and opens it. */
import type { FilmState } from '../../app/contract/open-film.ts'
import type { Recovered } from '../../app/contract/window.ts'
import { chunk, chunksToSeconds } from '../../app/time.ts'
import { damageOf } from '../project/check.ts'
import { recoverProject, type Recovery } from '../project/recover.ts'
import type { Desk } from './desk.ts'

/**
 * @returns null when the user chose to stay in the film open before; the copy exists all the same
 * @throws Failure `project.exists` (the copy's name is taken), `project.damaged` when nothing can be read
 */
export async function recoverInto(
  desk: Desk,
  damaged: string,
  copy: string
): Promise<{ film: FilmState; recovered: Recovered } | null> {
  const wasOpen = desk.shows(damaged)
  const from = await desk.closeAt(damaged)
  if (from === null) return null
  const { tables, faults, filmRebuilt } = await recover(desk, from, copy, wasOpen)
  const film = await desk.open(copy)
  if (film === null) return null
  const { cards } = film.view.film
  const places = placesOf(faults, film)
  const recovered: Recovered = {
    shots: cards.length,
    seconds: chunksToSeconds(chunk(tables['chunk']?.kept ?? 0), film.view.base),
    losses: filmRebuilt || faults.length > 0 || Object.values(tables).some(({ lost }) => lost > 0),
    places
  }
  return { film, recovered }
}

/** If the film was closed for this and recovery fails, it is opened again. */
async function recover(desk: Desk, from: string, copy: string, wasOpen: boolean): Promise<Recovery> {
  try {
    return recoverProject(from, copy)
  } catch (error) {
    if (wasOpen) await desk.open(from)
    if (wasOpen) desk.resend()
    throw error
  }
}

/** One entry per shot, with its first damaged second. */
function placesOf(faults: Recovery['faults'], { view: { film, base } }: FilmState): Recovered['places'] {
  const first = new Map<string, number>()
  for (const fault of faults) {
    const { shot, second } = damageOf(fault, film, base)
    if (shot === null || second === null) continue
    first.set(shot, Math.min(second, first.get(shot) ?? second))
  }
  return [...first].map(([shot, second]) => ({ shot, second }))
}
