/** The night of the open film: *Make everything overnight*, and what it has made. */
import type { Night, Pace } from '../../app/contract/night.ts'
import { ask, hear } from './bridge.ts'
import type { OpenFilm } from './film.svelte.ts'
import { unfinished } from './notices.svelte.ts'

export class NightView {
  /** Null while there is none, or it was dismissed. */
  state = $state.raw<Night | null>(null)
  /** Null while too little was measured. */
  pace = $state.raw<Pace | null>(null)

  constructor() {
    hear('night', ({ night }) => (this.state = night))
  }

  /** Asks main anew: a film was opened, or the dialog was. */
  async look(session: number): Promise<void> {
    const { night, pace } = await ask({ type: 'night.state', session })
    this.state = night
    this.pace = pace
  }

  begin({ studio, session }: OpenFilm, missing: boolean, outdated: boolean): Promise<void> {
    return studio.attempt(studio.ofFilm('film.generate'), async () => {
      await ask({ type: 'night.begin', session, missing, outdated })
      return unfinished
    })
  }

  dismiss({ studio, session }: OpenFilm): Promise<void> {
    return studio.attempt(studio.ofFilm('night.seen'), () => ask({ type: 'night.seen', session }))
  }
}

/** Selects the shots that were made and plays from the first of them to the last. */
export function playNew(film: OpenFilm, { made }: Night): void {
  const cards = made.map(({ card }) => card)
  const shots = film.shots.filter(({ id }) => cards.includes(id))
  const [first, last] = [shots[0], shots.at(-1)]
  if (!first || !last) return
  const { framesPerChunk } = film
  film.choice.select(shots.map(({ id }) => id))
  film.playhead.runOnly({ first: first.start * framesPerChunk, last: (last.start + last.length) * framesPerChunk - 1 })
}
