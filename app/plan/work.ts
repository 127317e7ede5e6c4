/** The work plan: which chunks to make next, in which order, and why. Pure; the caller makes them and adds the takes to the film. */
import { Failure } from '../base/failure.ts'
import type { TakePlan } from '../ledger/schemas.ts'
import { cardPolicy, shotNumber, type Card, type Film } from '../film/film.ts'
import { limits } from '../base/limits.ts'
import { isTooLong, resolvePrompt, unknownNames } from '../film/prompt.ts'
import { isTitle } from '../film/title-card.ts'
import type { CardId } from '../ids.ts'
import { noCard, planBranch, type BranchRequest } from './branch.ts'
import { before, eachBefore, shownOf, type Shown, type Before } from './shown.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { seedBegunWith } from '../ledger/lineage.ts'
import { seedFor, type SeedSource } from './seed.ts'
import { startBehind } from './start.ts'
import { joinAfter, planChange } from './state.ts'
import { planTails, type TailRequest } from './tails.ts'
import { shotAfter, wishesFor } from './wishes.ts'
import { restItem, type WorkItem } from './work-item.ts'

export type WorkRequest =
  /**
   * Everything missing, from a card on or in the whole film: unfinished takes are continued while their plan is unchanged.
   * `outdated`: in film order, also a new take of each outdated shot, as `update`.
   */
  | { readonly kind: 'film'; readonly from?: CardId; readonly outdated?: true }
  /** As `film`, but an unfinished take is continued even if its card's plan has changed. */
  | { readonly kind: 'resume' }
  /** A new take of each; with `ripple` also of all cards after the first of them. */
  | { readonly kind: 'cards'; readonly cards: readonly CardId[]; readonly ripple: boolean }
  /** A new take of each outdated shot, with the same seed unless its prompt changed, so that nothing else differs. */
  | { readonly kind: 'update' }
  | TailRequest
  | BranchRequest

export interface Work {
  readonly items: readonly WorkItem[]
  /** Cards that should be made and cannot be, with reasons. */
  readonly skipped: readonly { readonly card: CardId; readonly problem: Failure }[]
  /** The work in one sentence, also when there is none. */
  readonly summary: string
}

/**
 * Plans a request. `seeds` is called once for each new take that no rule gives a seed.
 * @throws Failure `work.card` (no such card), `work.prompt` and `work.cast` (a requested card cannot be made), `work.title`, `work.model`
 * (the take to continue is of another model), and as `planBranch`
 */
export function planWork(film: Film, ledger: Ledger, request: WorkRequest, seeds: SeedSource): Work {
  if (request.kind === 'branch') {
    const items = [planBranch(film, ledger, request, seeds)]
    return { items, skipped: [], summary: summaryOf(items, 0) }
  }
  if (request.kind === 'tails') {
    const { items, skipped } = planTails(film, ledger, request)
    return { items, skipped, summary: summaryOf(items, skipped.length) }
  }
  checkShots(film, request)
  const items: WorkItem[] = []
  const skipped: { card: CardId; problem: Failure }[] = []
  /** Whether the memory before the current card is the result of the previous item. */
  let chained = false
  const stands = eachBefore(film, ledger)
  for (let index = firstIndex(film, request); index < film.cards.length; index++) {
    const card = film.cards[index]!
    if (isTitle(card)) continue // for the memory it is not there
    const wanted = intent(film, ledger, request, index, chained, stands)
    const problem = wanted === null || wanted.continued !== null ? null : problemOf(film, card, index)
    if (wanted === null || problem !== null) {
      if (problem !== null && asksFor(request, card)) throw problem
      if (problem !== null) skipped.push({ card: card.id, problem })
      if ((shownOf(card, ledger)?.chunks.length ?? 0) > 0) chained = false
      continue
    }
    items.push(
      wanted.continued === null
        ? newTake(
            film,
            ledger,
            index,
            wanted,
            { chained, nextStays: stays(film, ledger, request, shotAfter(film, index), stands) },
            seeds,
            stands
          )
        : restItem(ledger, card.id, wanted.continued, wanted.reason)
    )
    chained = true
  }
  return { items, skipped, summary: summaryOf(items, skipped.length) }
}

/**
 * A new take of the card at `index`, from its current plan and current predecessor.
 * @throws Failure `work.prompt`, `work.cast`, `work.model`
 */
export function freshItem(
  film: Film,
  ledger: Ledger,
  index: number,
  { seed, reason }: { readonly seed: number; readonly reason: string },
  nextStays: boolean
): WorkItem {
  const problem = problemOf(film, film.cards[index]!, index)
  if (problem !== null) throw problem
  return newTake(
    film,
    ledger,
    index,
    { continued: null, seed, reason },
    { chained: false, nextStays },
    () => seed,
    (at) => before(film, ledger, at)
  )
}

/** What precedes the card at an index. */
type Stands = (index: number) => Before

/** Requests that look at every card. */
type CardRequest = Exclude<WorkRequest, BranchRequest | TailRequest>

/** Whether the card at `index` keeps its pictures while the one before it is made again. */
const stays = (film: Film, ledger: Ledger, request: CardRequest, index: number, stands: Stands): boolean =>
  index < film.cards.length && intent(film, ledger, request, index, true, stands) === null

/** The cards a request names, as a set. */
const asked = new WeakMap<CardRequest, ReadonlySet<CardId>>()

function asksFor(request: CardRequest, card: Card): boolean {
  if (request.kind !== 'cards') return false
  let cards = asked.get(request)
  if (cards === undefined) asked.set(request, (cards = new Set(request.cards)))
  return cards.has(card.id)
}

interface Intent {
  /** The take to continue; null: a new take. */
  readonly continued: Shown | null
  /** Seed to keep for a new take; null: by the rules. */
  readonly seed: number | null
  readonly reason: string
}

/** What a request wants of the card at `index`; null: nothing. */
function intent(
  film: Film,
  ledger: Ledger,
  request: CardRequest,
  index: number,
  chained: boolean,
  stands: Stands
): Intent | null {
  const card = film.cards[index]!
  const shown = shownOf(card, ledger)
  if (request.kind === 'cards') {
    if (asksFor(request, card)) return { continued: null, seed: null, reason: 'A new take was asked for.' }
    // A rippled shot keeps its seed, so that only the effect of the earlier change differs.
    const seed = shown === null ? null : seedBegunWith(ledger, shown.take)
    return request.ripple ? { continued: null, seed, reason: 'What comes before it is made again.' } : null
  }
  if (request.kind === 'update') return shown === null ? null : renewal(film, ledger, index, shown, stands)
  if (shown === null) return { continued: null, seed: null, reason: 'Nothing of it is made yet.' }
  if (shown.made.length >= shown.needed)
    return request.kind === 'film' && request.outdated ? renewal(film, ledger, index, shown, stands) : null
  const reason = `${shown.chunks.length} of ${card.length} made; it is continued where it stopped.`
  if (request.kind === 'resume') return { continued: shown, seed: null, reason }
  const change = planChange(film, card, shown, ledger)
  if (change !== null) return { continued: null, seed: null, reason: `It is unfinished. ${change.reason}` }
  const state = joinAfter(ledger, stands(index), shown)
  if (chained || state.name === 'stale') {
    const seed = seedBegunWith(ledger, shown.take)
    return { continued: null, seed, reason: 'It is unfinished, and what comes before it was changed.' }
  }
  return { continued: shown, seed: null, reason }
}

/** What an outdated card wants; null: it is not outdated. */
function renewal(film: Film, ledger: Ledger, index: number, shown: Shown, stands: Stands): Intent | null {
  const change = planChange(film, film.cards[index]!, shown, ledger)
  const seed = change?.code === 'prompt-changed' ? null : seedBegunWith(ledger, shown.take)
  if (change !== null) return { continued: null, seed, reason: change.reason }
  if (shown.made.length < shown.needed) return null
  const { name, reason } = joinAfter(ledger, stands(index), shown)
  return name === 'stale' ? { continued: null, seed, reason } : null
}

function newTake(
  film: Film,
  ledger: Ledger,
  index: number,
  { seed, reason }: Intent,
  { chained, nextStays }: { readonly chained: boolean; readonly nextStays: boolean },
  seeds: SeedSource,
  stands: Stands
): WorkItem {
  const card = film.cards[index]!
  const wishes = wishesFor(film, ledger, index, nextStays)
  const plan: TakePlan = {
    prompt: resolvePrompt(film, card),
    seed: card.seed.locked || seed === null ? seedFor(film, index, seeds) : seed,
    policy: cardPolicy(film, card),
    ...(wishes && { wishes }),
    chunks: card.length,
    firstChunk: 0
  }
  if (chained) return { card: card.id, take: null, from: { kind: 'previous' }, plan, reason }
  const { start: from, unmade } = startBehind(ledger, stands(index))
  const gap = unmade === null ? '' : ` Shot ${unmade} before it is not made, so it starts from what comes before that.`
  return { card: card.id, take: null, from, plan, reason: reason + gap }
}

/** Why a card cannot be made, or null. */
function problemOf(film: Film, card: Card, index: number): Failure | null {
  const shot = shotNumber(card, index)
  if (resolvePrompt(film, card) === '') {
    return new Failure('work.prompt', `Shot ${shot} has no prompt.`, 'Write who is there and what happens.', { shot })
  }
  if (isTooLong(film, card)) {
    return new Failure(
      'work.long',
      `With the words of its cast the prompt of shot ${shot} is longer than ${limits.promptWithCast} characters.`,
      'Mention fewer names in it, or give them fewer words.',
      { shot, most: limits.promptWithCast }
    )
  }
  const unknown = unknownNames(film, card)
  if (unknown.length === 0) return null
  return new Failure(
    'work.cast',
    `Shot ${shot} mentions @${unknown.join(', @')}, and nobody in the cast has that name.`,
    'Add the name to the cast, or write the words instead.',
    { shot, names: `@${unknown.join(', @')}` }
  )
}

/** @throws Failure `work.title`: the request names nothing but title cards */
function checkShots(film: Film, request: CardRequest): void {
  const named = film.cards.filter((card) => asksFor(request, card))
  if (named.length === 0 || !named.every(isTitle)) return
  const shot = shotNumber(named[0]!, film.cards.indexOf(named[0]!))
  const cause = `Shot ${shot} is a title card: it is typeset, and nothing is made of it.`
  throw new Failure('work.title', cause, 'Choose another shot.', { shot })
}

/** @throws Failure `work.card` */
function firstIndex(film: Film, request: CardRequest): number {
  const ids = new Set(
    request.kind === 'cards' ? request.cards : request.kind === 'film' && request.from ? [request.from] : []
  )
  const indices = [...film.cards.keys()].filter((index) => ids.has(film.cards[index]!.id))
  if (indices.length < ids.size) throw noCard()
  return indices[0] ?? 0
}

export function summaryOf(items: readonly WorkItem[], skipped: number): string {
  const shots = (count: number) => `${count} ${count === 1 ? 'shot' : 'shots'}`
  const remainder = skipped === 0 ? '' : ` ${shots(skipped)} cannot be made yet.`
  if (items.length === 0)
    return skipped === 0 ? 'Every shot is made; there is nothing to do.' : `There is nothing to do.${remainder}`
  const chunks = items.reduce((sum, { plan }) => sum + plan.chunks - plan.firstChunk, 0)
  return `${shots(items.length)} to make, ${chunks} ${chunks === 1 ? 'chunk' : 'chunks'}.${remainder}`
}
