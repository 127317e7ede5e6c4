/** The state of every card, derived from the ledger, with its reason. */
import { activeUse, cardPolicy, shotNumber, type Card, type Film } from '../film/film.ts'
import { isTitle } from '../film/title-card.ts'
import { resolvePrompt } from '../film/prompt.ts'
import type { CardId, SnapshotId } from '../ids.ts'
import { compareSnapshots, isClose, type Distance } from '../ledger/distance.ts'
import { beforeAll, behind, memoryAtStart, shownOf, type Before, type Shown } from './shown.ts'
import { isEmptyMemory, type Ledger } from '../ledger/ledger.ts'
import { seedBegunWith } from '../ledger/lineage.ts'
import { asWished } from './wishes.ts'

/**
 * *planned*: nothing made · *queued*, *generating* · *partial*: part of it made, can be continued ·
 * *fits*: made from exactly the memory that now precedes it · *check*: made from another memory, but close ·
 * *stale*: its plan changed, or the memory that precedes it is far from the one it was made from.
 */
export type CardStateName = 'planned' | 'queued' | 'generating' | 'partial' | 'fits' | 'check' | 'stale'

/** Reason: a key of the strings. */
export type ReasonCode =
  | 'title'
  | 'nothing-made'
  | 'take-lost'
  | 'queued'
  | 'generating'
  | 'prompt-changed'
  | 'seed-changed'
  | 'policy-changed'
  | 'wishes-changed'
  | 'model-changed'
  | 'unfinished'
  | 'same-memory'
  | 'accepted'
  | 'before-unmade'
  | 'memory-close'
  | 'memory-far'

export interface CardState {
  readonly name: CardStateName
  readonly code: ReasonCode
  /** In English, for people. */
  readonly reason: string
  /** Chunks of the card that are made, of its length. */
  readonly made: number
  /** Distance between the memory it was made from and the one that now precedes it, where they differ and both are known. */
  readonly distance: Distance | null
  /** For *check*: the memory that now precedes it, for accepting the shot as it is. */
  readonly after?: SnapshotId
  /** For `model-changed`: the model that made it, `id@revision`. */
  readonly model?: string
}

/** Cards that are being made or queued. */
export type Activity = ReadonlyMap<CardId, 'queued' | 'generating'>

/** The states of all cards, in film order. */
export function cardStates(film: Film, ledger: Ledger, activity: Activity = new Map()): readonly CardState[] {
  let previous = beforeAll
  return film.cards.map((card, index) => {
    const shown = shownOf(card, ledger)
    const state = cardState(film, ledger, card, shown, previous, activity)
    previous = behind(previous, card, shown?.chunks.at(-1) ?? null, shotNumber(card, index))
    return state
  })
}

/** The state of a card that shows `shown` and is preceded by `previous`. */
export function cardState(
  film: Film,
  ledger: Ledger,
  card: Card,
  shown: Shown | null,
  previous: Before,
  activity: Activity = new Map()
): CardState {
  const made = isTitle(card) ? card.length : (shown?.chunks.length ?? 0)
  const state = (
    name: CardStateName,
    code: ReasonCode,
    reason: string,
    distance: Distance | null = null
  ): CardState => ({
    name,
    code,
    reason,
    made,
    distance
  })
  if (isTitle(card)) return state('fits', 'title', 'A title card: it is typeset, and nothing is made of it.')
  const busy = activity.get(card.id)
  if (busy === 'generating') return state('generating', 'generating', `Being made: ${made} of ${card.length} done.`)
  if (busy === 'queued') return state('queued', 'queued', 'Waiting for its turn.')
  if (shown === null && card.activeTake !== null) {
    return state('planned', 'take-lost', 'Its take is not in this project; the shot can be made again.')
  }
  if (shown === null) return state('planned', 'nothing-made', 'Nothing is made yet.')
  const change = planChange(film, card, shown, ledger)
  if (change !== null) {
    const stale = state('stale', change.code, change.reason)
    return change.code === 'model-changed' ? { ...stale, model: shown.take.model } : stale
  }
  if (made < card.length) {
    return state('partial', 'unfinished', `${made} of ${card.length} made; it can be continued where it stopped.`)
  }
  const { name, code, reason, distance } = joinAfter(ledger, previous, shown)
  const joined = state(name, code, reason, distance)
  const after = code === 'memory-close' ? previous.chunk?.after : undefined
  if (after === undefined) return joined
  if (activeUse(card)?.accepted !== after) return { ...joined, after }
  return state('fits', 'accepted', 'What comes before it was changed; it was looked at and found to fit.', distance)
}

/** What changed in the plan since the take was made, or null. */
export function planChange(
  film: Film,
  card: Card,
  { take }: Shown,
  ledger: Ledger
): { readonly code: ReasonCode; readonly reason: string } | null {
  if (take.model !== ledger.model) {
    return { code: 'model-changed', reason: `It was made with another model: ${take.model}.` }
  }
  if (take.prompt !== resolvePrompt(film, card)) {
    return { code: 'prompt-changed', reason: 'Its prompt was changed after it was made.' }
  }
  const seed = seedBegunWith(ledger, take)
  if (card.seed.locked && seed !== card.seed.value) {
    return { code: 'seed-changed', reason: `Its seed is locked at ${card.seed.value}; it was made with ${seed}.` }
  }
  if (take.policy !== cardPolicy(film, card)) {
    return { code: 'policy-changed', reason: `It was made with another kind of memory (${take.policy}).` }
  }
  if (!asWished(film, card, take.wishes)) {
    return { code: 'wishes-changed', reason: 'What it is to keep in mind or to forget was changed after it was made.' }
  }
  return null
}

type Join = Pick<CardState, 'name' | 'code' | 'reason' | 'distance'>

/** Compares the start of what a card shows with what now precedes it. */
export function joinAfter(ledger: Ledger, { chunk: last, unmade }: Before, shown: Shown): Join {
  const start = memoryAtStart(shown)
  if (unmade !== null) {
    return { name: 'check', code: 'before-unmade', reason: `Shot ${unmade} before it is not made yet.`, distance: null }
  }
  const fits = last === null ? isEmptyMemory(ledger, start) : last.after === start
  if (fits) {
    const reason = last === null ? 'It begins the film.' : 'It was made from exactly what now comes before it.'
    return { name: 'fits', code: 'same-memory', reason, distance: null }
  }
  const here = last === null ? undefined : ledger.snapshot(last.after)
  const there = ledger.snapshot(start)
  if (last === null || here === undefined || there === undefined || there.next === 0) {
    return { name: 'stale', code: 'memory-far', reason: 'It was made for another place in the film.', distance: null }
  }
  const distance = compareSnapshots(there, here)
  const close = isClose(distance)
  const text = distanceText(distance)
  return close
    ? { name: 'check', code: 'memory-close', reason: `What comes before it was changed; ${text}.`, distance }
    : { name: 'stale', code: 'memory-far', reason: `What comes before it is very different now; ${text}.`, distance }
}

const distanceText = ({ identities }: Distance): string =>
  identities === 1
    ? 'the characters and places it remembers are the same'
    : `it shares ${Math.floor(identities * 100)} % of the remembered characters and places`
