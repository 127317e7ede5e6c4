/** What the artist asks of the memory when a card is made: frames to keep, frames to leave out, the shot after in view. */
import { cardPolicy, type Card, type Film, type FrameMark } from '../film/film.ts'
import { shownOf } from './shown.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { policyFacts } from '../ledger/policies.ts'
import { sameFrame, type FrameRef, type MemoryWishes } from '../ledger/records.ts'

/** Frames of the shot after that a shot looks ahead to: the first of each of its first chunks, as prototypes are taken. */
export const lookAheadFrames = 2

/**
 * The wishes for the next take of the card at `index`, or null where there are none.
 * @param nextStays whether the card after it keeps the pictures it has; nothing else can be looked ahead to
 */
export function wishesFor(film: Film, ledger: Ledger, index: number, nextStays: boolean): MemoryWishes | null {
  const card = film.cards[index]!
  const { pins, forgets } = marksOf(film, card)
  const next = film.cards[index + 1]
  const looks = card.lookAhead && nextStays && next !== undefined && policyFacts[cardPolicy(film, card)].takesWishes
  const lookAhead = looks ? openingOf(next, ledger) : []
  return pins.length + forgets.length + lookAhead.length === 0 ? null : { pins, forgets, lookAhead }
}

/** Whether a take was made with the frames kept and left out that the card now asks for. */
export function asWished(film: Film, card: Card, wishes: MemoryWishes | undefined): boolean {
  const { pins, forgets } = marksOf(film, card)
  return sameFrames(pins, wishes?.pins ?? []) && sameFrames(forgets, wishes?.forgets ?? [])
}

function marksOf(film: Film, card: Card): Pick<MemoryWishes, 'pins' | 'forgets'> {
  if (!policyFacts[cardPolicy(film, card)].takesWishes) return { pins: [], forgets: [] }
  return { pins: card.pins.map(frameOf), forgets: card.forgets.map(frameOf) }
}

/** Without what the artist calls it, which the memory need not know. */
const frameOf = ({ page, frame, at }: FrameMark): FrameRef => ({ page, frame, at })

const sameFrames = (some: readonly FrameRef[], others: readonly FrameRef[]): boolean =>
  some.length === others.length && some.every((one) => others.some((other) => sameFrame(one, other)))

/** The first frame of each of the first chunks that a card shows; none made by another model. */
function openingOf(card: Card, ledger: Ledger): readonly FrameRef[] {
  const shown = shownOf(card, ledger)
  if (shown === null || shown.take.model !== ledger.model) return []
  return shown.chunks.slice(0, lookAheadFrames).flatMap(({ before, after }) => {
    const start = ledger.snapshot(before)?.next ?? 0
    const memory = ledger.snapshot(after)?.layers[0]
    return [...(memory?.sink ?? []), ...(memory?.window ?? [])].filter(({ at }) => at === start)
  })
}
