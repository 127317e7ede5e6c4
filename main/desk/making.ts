/** A run of the engine as the window sees it: what production tells, folded into one small state. Pure. */
import type { Making } from '../../app/contract/window.ts'
import type { CardId } from '../../app/ids.ts'
import type { Place, RunEvent } from '../production/events.ts'

/** The state before anything is known: the engine may still be loading. */
export const waking: Making = {
  state: 'starting',
  card: null,
  take: null,
  first: 0,
  job: null,
  ready: 0,
  step: 0,
  queue: [],
  made: 0,
  all: 0,
  speed: null
}

/**
 * The state after an event.
 * @param cards of the work, in the order they are made
 */
export function fold(making: Making, event: RunEvent, cards: readonly CardId[]): Making {
  switch (event.type) {
    case 'planned':
      return {
        ...making,
        queue: cards,
        all: event.work.items.reduce((sum, { plan }) => sum + plan.chunks - plan.firstChunk, 0)
      }
    case 'card':
      return {
        ...at(making, event.place),
        queue: cards.slice(event.place.item + 1),
        first: event.place.chunk,
        job: null,
        ready: 0,
        step: 0
      }
    case 'step':
      return { ...at(making, event.place), state: working(making), step: event.step / (event.steps + 1) }
    case 'preview':
      return { ...at(making, event.place), job: event.job, ready: event.place.chunk + 1 }
    case 'chunk':
      return {
        ...at(making, event.place),
        state: working(making),
        ready: event.place.chunk + 1,
        step: 0,
        speed: event.speed
      }
    case 'restarted':
      return { ...making, state: 'restarting', step: 0 }
    case 'paused':
      return { ...making, state: 'paused' }
    case 'resumed':
      return { ...making, state: 'working' }
  }
}

const at = (making: Making, { card, take, done, total }: Place): Making => ({
  ...making,
  card,
  take,
  made: done,
  all: total
})
const working = ({ state }: Making): Making['state'] => (state === 'paused' ? 'paused' : 'working')
