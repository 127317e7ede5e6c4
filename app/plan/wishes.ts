/** The wishes of a card for its next take: pins, forgets, look-ahead. */
import { cardPolicy, type Card, type Film, type FrameMark } from '../film/film.ts'
import { isTitle } from '../film/title-card.ts'
import { shownOf } from './shown.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { policyFacts } from '../ledger/policies.ts'
import { sameFrame, type FrameRef, type MemoryWishes } from '../ledger/records.ts'

/** Look-ahead frames: the first of each of the next shot's first chunks, like prototypes. */
export const lookAheadFrames = 2

/**
 * The wishes for the next take of the card at `index`, or null where there are none.
 * @param nextStays whether the card after it keeps its pictures; only then can it be looked ahead to
 */
export function wishesFor(film: Film, ledger: Ledger, index: number, nextStays: boolean): MemoryWishes | null {
  const card = film.cards[index]!
  const { pins, forgets } = marksOf(film, card)
  const next = film.cards[shotAfter(film, index)]
  const looks = card.lookAhead && nextStays && next !== undefined && policyFacts[cardPolicy(film, card)].takesWishes
  const lookAhead = looks ? openingOf(next, ledger) : []
  return pins.length + forgets.length + lookAhead.length === 0 ? null : { pins, forgets, lookAhead }
}

/** Index of the next card that is made, past title cards; the number of cards where there is none. */
export function shotAfter(film: Film, index: number): number {
  const after = film.cards.findIndex((card, at) => at > index && !isTitle(card))
  return after < 0 ? film.cards.length : after
}

/** Whether a take was made with the card's current pins and forgets. */
export function asWished(film: Film, card: Card, wishes: MemoryWishes | undefined): boolean {
  const { pins, forgets } = marksOf(film, card)
  return sameFrames(pins, wishes?.pins ?? []) && sameFrames(forgets, wishes?.forgets ?? [])
}

function marksOf(film: Film, card: Card): Pick<MemoryWishes, 'pins' | 'forgets'> {
  if (!policyFacts[cardPolicy(film, card)].takesWishes) return { pins: [], forgets: [] }
  return { pins: card.pins.map(frameOf), forgets: card.forgets.map(frameOf) }
}

/** Without the artist's name for it, which the memory does not need. */
const frameOf = ({ page, frame, at }: FrameMark): FrameRef => ({ page, frame, at })

const sameFrames = (some: readonly FrameRef[], others: readonly FrameRef[]): boolean =>
  some.length === others.length && some.every((one) => others.some((other) => sameFrame(one, other)))

/** The first frame of each of a card's first chunks; none of another model. */
function openingOf(card: Card, ledger: Ledger): readonly FrameRef[] {
  const shown = shownOf(card, ledger)
  if (shown === null || shown.take.model !== ledger.model) return []
  return shown.chunks.slice(0, lookAheadFrames).flatMap(({ before, after }) => {
    const start = ledger.snapshot(before)?.next ?? 0
    const memory = ledger.snapshot(after)?.layers[0]
    return [...(memory?.sink ?? []), ...(memory?.window ?? [])].filter(({ at }) => at === start)
  })
}
