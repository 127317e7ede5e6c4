/** The open film, as far as a night is concerned. */
import { withoutWaiting } from '../../app/plan/queue.ts'
import { shownOf } from '../../app/plan/shown.ts'
import type { FilmPacks } from '../production/film-packs.ts'
import { ledgerOf } from '../production/ledger.ts'
import type { Desk } from './desk.ts'
import type { NightFilm } from './nights.ts'

/** @returns null when no film is open */
export function nightFilm(desk: Desk | undefined, packs: FilmPacks): NightFilm | null {
  if (!desk?.isOpen) return null
  const { project, runs } = desk
  return {
    path: project.path,
    isAsking: runs.making?.state === 'asking',
    waiting: project.queue.length,
    isMade(id) {
      const card = project.film.cards.find((each) => each.id === id)
      const shown = card && shownOf(card, ledgerOf(project, packs.of(project).facts.model))
      return shown != null && shown.chunks.length >= card!.length
    },
    drop(card) {
      if (runs.making === null) project.setQueue(withoutWaiting(project.queue, null, card))
      else runs.drop(card)
    },
    goOn() {
      if (runs.making?.state === 'asking') runs.retry()
      else runs.generate(null)
    }
  }
}
