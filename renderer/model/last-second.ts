/** Which second "Retry the last second" applies to, or why there is none. */
import type { CardId } from '../../app/ids.ts'
import type { ReasonCode } from '../../app/plan/state.ts'
import type { FilmState, Making } from '../../app/contract/open-film.ts'
import { t } from '../strings/strings.svelte.ts'
import type { Shot } from './shots.ts'

export type LastSecond =
  /** Chunk `at` of the take that the card shows or is made as. */
  | { readonly card: CardId; readonly at: number; readonly why: null }
  /** Why not, as text. */
  | { readonly why: string }

/** Dependencies on the film. */
export interface Asked {
  readonly state: FilmState
  readonly making: Making | null
  readonly atHand: Shot | null
}

/** During a run, its newest visible second; otherwise the last second of the shot at hand. */
export function lastSecond(film: Asked): LastSecond {
  const { making, atHand } = film
  if (making !== null) return whileMaking(film)
  return atHand === null ? { why: t().lastSecond.noShot } : lastSecondOf(film, atHand)
}

/** The last second of one shot; during a run of another shot it waits until that ends. */
export function lastSecondOf(film: Asked, shot: Shot): LastSecond {
  if (film.state.saved.state === 'read-only') return { why: t().header.readOnly }
  if (film.making !== null) {
    return film.making.card === shot.id ? whileMaking(film) : { why: t().lastSecond.another }
  }
  if (shot.stored === 0) return { why: t().lastSecond.nothing }
  const { state } = shot.view
  if (otherPlan.has(state.code)) return { why: t().reasons[state.code](state) }
  return { card: shot.id, at: shot.from + shot.stored - 1, why: null }
}

function whileMaking({ making }: Asked): LastSecond {
  const newest = making?.newest
  return newest ? { card: newest.card, at: newest.index, why: null } : { why: t().lastSecond.notSeen }
}

/** The shot's plan changed since it was made: a second of the old plan would not fit. */
const otherPlan: ReadonlySet<ReasonCode> = new Set([
  'prompt-changed',
  'seed-changed',
  'policy-changed',
  'wishes-changed',
  'model-changed'
])
