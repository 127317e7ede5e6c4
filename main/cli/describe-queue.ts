/** Prints the queue of a film, for `info` and `queue`. */
import { shotNumber } from '../../app/film/film.ts'
import type { Ledger } from '../../app/ledger/ledger.ts'
import { remainingChunks } from '../../app/plan/want.ts'
import { chunk, chunksToSeconds, type Timebase } from '../../app/time.ts'
import type { Project } from '../project/project.ts'

/** In the order it will be made; the first may be partly made. `number` (from 1) and `shot` are null for a card no longer in the film. */
export function describeQueue({ film, queue }: Project, ledger: Ledger, base: Timebase) {
  return queue.map((want) => {
    const index = film.cards.findIndex(({ id }) => id === want.card)
    return {
      number: index < 0 ? null : index + 1,
      shot: index < 0 ? null : shotNumber(film.cards[index]!, index),
      id: want.card,
      makes: want.kind,
      seconds: chunksToSeconds(chunk(remainingChunks(film, ledger, want)), base),
      reason: want.reason
    }
  })
}

export type Waiting = ReturnType<typeof describeQueue>

const makes: Readonly<Record<Waiting[number]['makes'], string>> = {
  take: 'a new take',
  rest: 'the rest of its take',
  second: 'a second again'
}

/** The same as text. */
export const queueText = (waiting: Waiting): string =>
  waiting
    .map(({ shot, makes: kind, seconds, reason }) =>
      shot === null
        ? '  a card that is no longer in the film: passed over'
        : `${shot.padStart(3)}  ${String(seconds).padStart(4)} s  ${makes[kind]}  ${reason}`
    )
    .join('\n')
