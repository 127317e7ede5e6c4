/** What is left in a film's queue, and the summary of a run. */
import type { CardId } from '../../app/ids.ts'
import type { Ledger } from '../../app/ledger/ledger.ts'
import { shotAfter } from '../../app/plan/wishes.ts'
import { remainingChunks, settle, type Want } from '../../app/plan/want.ts'
import { summaryOf, type Work } from '../../app/plan/work.ts'
import type { WorkItem } from '../../app/plan/work-item.ts'
import type { Project } from '../project/project.ts'
import type { RunResult } from './events.ts'

/** @param now is being made, and does not wait */
export const waitingCards = (project: Project, now: Want | null): readonly CardId[] =>
  there(project)
    .filter((want) => want !== now)
    .map(({ card }) => card)

export const chunksAhead = (project: Project, ledger: Ledger): number =>
  there(project).reduce((sum, want) => sum + remainingChunks(project.film, ledger, want), 0)

/** The wants of cards that are in the film. */
function there({ film, queue }: Project): readonly Want[] {
  const cards = new Set(film.cards.map(({ id }) => id))
  return queue.filter(({ card }) => cards.has(card))
}

/** The summary of a plan that is made after `before` shots of the stored queue. */
export function summaryAfter(before: number, { items, summary }: Work): string {
  if (before === 0) return summary
  const earlier = `${before} ${before === 1 ? 'shot' : 'shots'} asked for before ${before === 1 ? 'is' : 'are'} still to be made.`
  return items.length === 0 ? earlier : `${earlier} ${summary}`
}

/** Resolves a want now; null: nothing to make. @throws Failure `work.*` */
export function settledIn(project: Project, ledger: Ledger, want: Want): WorkItem | null {
  const { film } = project
  const at = film.cards.findIndex(({ id }) => id === want.card)
  const next = at < 0 ? undefined : film.cards[shotAfter(film, at)]
  const nextStays = next !== undefined && !project.queue.some(({ card }) => card === next.id)
  return settle(project.film, ledger, want, nextStays)
}

export const resultOf = (
  end: RunResult['end'],
  items: Work['items'],
  skipped: Work['skipped'],
  made: number
): RunResult => ({ end, work: { items, skipped, summary: summaryOf(items, skipped.length) }, made })
