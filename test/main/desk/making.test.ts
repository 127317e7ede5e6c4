/** What the window is told at the end of a run: for which cards earlier failures are cleared. */
import { expect, test } from 'vitest'
import { Failure } from '../../../app/base/failure.ts'
import { cardId } from '../../../app/ids.ts'
import type { Work, WorkRequest } from '../../../app/plan/work.ts'
import type { WorkItem } from '../../../app/plan/work-item.ts'
import { askedOf, madeBy } from '../../../main/desk/making.ts'

const one = cardId('card-1')
const two = cardId('card-2')
const problem = new Failure('work.prompt', 'Shot 3 is empty.', 'Write what happens.', { shot: 3 })
const work: Work = {
  items: [one, two].map((card) => ({ card }) as WorkItem),
  skipped: [{ card: cardId('card-3'), problem }],
  summary: ''
}
const film: WorkRequest = { kind: 'film' }
const ripple: WorkRequest = { kind: 'cards', cards: [one], ripple: true }

test('a run reports the completed cards; a stopped one reports none', () => {
  const finished = (request: WorkRequest, end: 'complete' | 'stopped') =>
    madeBy([request], { end, work, made: 2 }).finished
  expect(finished(film, 'complete')).toBeNull()
  expect(finished(ripple, 'complete')).toEqual([one, two])
  expect(finished(film, 'stopped')).toEqual([])
  expect(finished(ripple, 'stopped')).toEqual([])
})

test('each card that was left out is reported with its reason', () => {
  const { skipped } = madeBy([film], { end: 'complete', work, made: 2 })
  expect(skipped).toEqual([{ card: 'card-3', problem: problem.toData() }])
})

test('a failure names the requested cards, or the film', () => {
  const branch: WorkRequest = { kind: 'branch', card: two, at: 1 }
  expect([[film], [ripple], [branch], [ripple, branch], [ripple, film], [null]].map(askedOf)).toEqual([
    null,
    [one],
    [two],
    [one, two],
    null,
    null
  ])
})
