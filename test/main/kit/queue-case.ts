/** Runs of a film's queue on the real engine. */
import { join } from 'node:path'
import type { Edit } from '../../../app/edits/edit.ts'
import { activeUse, emptyFilm, newCard, type Film } from '../../../app/film/film.ts'
import { cardId, type CardId } from '../../../app/ids.ts'
import { chunk } from '../../../app/time.ts'
import type { WorkRequest } from '../../../app/plan/work.ts'
import type { RunEvent, RunResult } from '../../../main/production/events.ts'
import type { FilmRun } from '../../../main/production/film-run.ts'
import { Production } from '../../../main/production/production.ts'
import { Project } from '../../../main/project/project.ts'
import { freshFolder } from './fresh-folder.ts'
import type { Supervisor } from '../../../main/supervisor/supervisor.ts'

export const [one, two, three] = ['one', 'two', 'three'].map(cardId) as [CardId, CardId, CardId]
export const words = [
  'A purple cat walks to the right in a meadow.',
  'The cat is dancing in a meadow.',
  'An owl sits on a farm.'
]
const filmOf = (lengths: readonly number[]): Film => ({
  ...emptyFilm('Queue'),
  cards: lengths.map((length, index) =>
    newCard([one, two, three][index]!, { prompt: words[index]!, length: chunk(length) })
  )
})

export type Moment = 'card' | 'step' | 'preview' | 'chunk'

/** Calls `act` once, at the first such event of a card. */
export function at(moment: Moment, card: CardId, act: (run: FilmRun) => void) {
  let over = false
  return (event: RunEvent, run: FilmRun): void => {
    if (over || event.type !== moment || !('position' in event) || event.position.card !== card) return
    over = true
    act(run)
  }
}

/** A project with planned shots, and what its runs made and skipped. */
export class QueueCase {
  readonly #supervisor: Supervisor
  path = ''
  project!: Project
  /** The cards that were made, and `CARD CODE` of those that were skipped, in order. */
  said: string[] = []

  constructor(supervisor: Supervisor) {
    this.#supervisor = supervisor
  }

  /** A new folder, before each test. */
  begin(): void {
    this.path = join(freshFolder(), 'film.throughline')
    this.said = []
  }

  /** @param lengths of the shots one, two and three, in chunks */
  create(...lengths: readonly number[]): Project {
    return (this.project = Project.create(this.path, filmOf(lengths)))
  }

  async make(
    request: WorkRequest | null = { kind: 'film' },
    hear: (event: RunEvent, run: FilmRun) => void = () => {}
  ): Promise<RunResult> {
    const run: FilmRun = new Production(this.project, this.#supervisor).start(request, (event) => {
      if (event.type === 'card') this.said.push(event.position.card)
      if (event.type === 'passed') this.said.push(`${event.card} ${event.problem.code}`)
      hear(event, run)
    })
    return run.done
  }

  /** Made chunks of each shot, as far as it shows them. */
  seconds(): number[] {
    return this.project.film.cards.map((card) => {
      const use = activeUse(card)
      return Math.min(card.length, use ? this.project.chunksOf(use.take).length - use.from : 0)
    })
  }

  /** Edits the film, or undoes, when called. */
  does(...edits: readonly (Edit | 'undo')[]) {
    return (): void => {
      for (const edit of edits) {
        if (edit === 'undo') this.project.undo()
        else this.project.edit(edit)
      }
    }
  }
}
