/** Reduces the events of a run to one small state for the window. Pure. */
import type { Making } from '../../app/contract/open-film.ts'
import type { StudioEvent } from '../../app/contract/window.ts'
import type { CardId } from '../../app/ids.ts'
import type { WorkRequest } from '../../app/plan/work.ts'
import { shareOf } from '../production/rate.ts'
import type { RunPosition, RunEvent, RunResult } from '../production/events.ts'

/** The initial state: the engine may still be loading. */
export const waking: Making = {
  state: 'starting',
  asks: null,
  card: null,
  take: null,
  first: 0,
  job: null,
  ready: 0,
  step: 0,
  newest: null,
  queue: [],
  made: 0,
  all: 0,
  remembering: null,
  speed: null
}

/** The cards of some requests; null: the whole film. */
export function askedOf(requests: readonly (WorkRequest | null)[]): readonly CardId[] | null {
  const cards = requests.map((request) => {
    if (request?.kind === 'cards') return request.cards
    return request?.kind === 'branch' ? [request.card] : null
  })
  return cards.includes(null) ? null : cards.flatMap((each) => each ?? [])
}

/** The event for a run that did not fail. */
export function madeBy(
  requests: readonly (WorkRequest | null)[],
  { end, work }: RunResult
): Extract<StudioEvent, { type: 'made' }> {
  const cards = askedOf(requests) && work.items.map(({ card }) => card)
  const skipped = work.skipped.map(({ card, problem }) => ({ card, problem: problem.toData() }))
  return { type: 'made', finished: end === 'complete' ? cards : [], skipped }
}

/** The state after an event. */
export function fold(making: Making, event: RunEvent): Making {
  switch (event.type) {
    case 'planned':
      return {
        ...making,
        queue: event.waiting,
        all: event.remaining
      }
    case 'card':
      return {
        ...at(making, event.position),
        queue: event.waiting,
        first: event.position.chunk,
        job: null,
        ready: 0,
        step: 0,
        remembering: null
      }
    case 'remember':
      return { ...making, remembering: { done: event.done, all: event.all } }
    case 'step':
      return {
        ...at(making, event.position),
        remembering: null,
        step: shareOf(event),
        speed: event.speed ?? making.speed
      }
    case 'preview':
      return {
        ...at(making, event.position),
        job: event.job,
        ready: event.position.chunk + 1,
        newest: secondOf(event.position)
      }
    case 'chunk':
      return {
        ...at(making, event.position),
        ready: event.position.chunk + 1,
        newest: secondOf(event.position),
        step: 0,
        speed: event.speed
      }
    case 'queue':
      return { ...making, queue: event.waiting, all: making.made + event.remaining }
    case 'passed':
    case 'elsewhere':
      return making
    case 'branch': // not asked twice: the new second is to be seen first
      return { ...making, card: event.card, first: event.at, job: null, ready: 0, newest: null, step: 0 }
    case 'restarted':
      return { ...making, step: 0, remembering: null }
    case 'gaveUp':
      return { ...making, step: 0, remembering: null, asks: { failure: event.failure, fit: event.fit } }
    case 'condition':
      return { ...making, state: event.condition, asks: event.condition === 'asking' ? making.asks : null }
  }
}

const at = (making: Making, { card, take, done, total }: RunPosition): Making => ({
  ...making,
  card,
  take,
  made: done,
  all: total
})
const secondOf = ({ card, chunk }: RunPosition): Making['newest'] => ({ card, index: chunk })
