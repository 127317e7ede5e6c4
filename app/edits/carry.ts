/**
 * Copies shots from one film into another: as plans, since takes and pins belong to the other ledger; with the cast that
 * their prompts name, so that `@Mia` means the same.
 */
import { copyPlan, type Card, type CastMember, type Film } from '../film/film.ts'
import { mentions, sameName } from '../film/prompt.ts'
import { castId, type CardId } from '../ids.ts'

export interface Carried {
  readonly cards: readonly Card[]
  /** Cast members missing in the other film; where a name exists in both, the other film's words are used. */
  readonly cast: readonly CastMember[]
}

/** @param freshId makes ids that are new in both films */
export function carry(cards: readonly Card[], from: Film, to: Film, freshId: () => CardId): Carried {
  const named = new Set(cards.flatMap(({ prompt }) => mentions(prompt)).map(sameName))
  const known = new Set(to.cast.map(({ name }) => sameName(name)))
  const numbers = new Set(to.cards.map(({ shot }) => shot))
  const number = ({ shot }: Card): string => (numbers.has(shot) ? '' : shot)
  return {
    cards: cards.map((card) => ({ ...copyPlan(card, freshId()), shot: number(card), pins: [], forgets: [] })),
    cast: from.cast
      .filter(({ name }) => named.has(sameName(name)) && !known.has(sameName(name)))
      .map((member) => ({ ...member, id: castId(freshId()) }))
  }
}
