/** Removes a shot from the queue. */
import { ask } from '../model/bridge.ts'
import type { OpenFilm } from '../model/film.svelte.ts'
import type { Shot } from '../model/shots.ts'
import { t } from '../strings/strings.svelte.ts'

export async function drop(film: OpenFilm, shot: Shot): Promise<void> {
  const { studio, session } = film
  await studio.attempt(studio.ofFilm('making.drop', shot.id), () =>
    ask({ type: 'making.drop', session, card: shot.id })
  )
  film.say(t().progress.dropped(shot.number))
}
