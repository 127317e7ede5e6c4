/**
 * Makes one edit of a film from an edited cut: order, lengths, takes and in-points. Nothing is removed, and what cannot be
 * taken in is listed.
 */
import { limits } from '../../base/limits.ts'
import { beginning, cleanText } from '../../base/text.ts'
import { apply } from '../../edits/apply.ts'
import type { Edit } from '../../edits/edit.ts'
import type { RecutCard } from '../../edits/recut.ts'
import { activeUse, newCard, shotNumber, type Card, type Film } from '../../film/film.ts'
import { cardId, type CardId, type TakeId } from '../../ids.ts'
import { chunk, chunkSeconds, clock, formatSeconds, seconds, type Timebase } from '../../time.ts'
import { Leftovers, type LeftOut } from '../script/script.ts'
import { tooManyShots } from '../text-shots.ts'
import { ascii } from './edl.ts'
import type { EditedCut, EditedEvent } from './edited-cut.ts'
import { CutMatcher, type Matched } from './match-cut.ts'
import { onChunks } from './on-chunks.ts'

/** A shot of the film as it will be. */
export interface RecutShot {
  readonly card: Card
  readonly number: string
  /** As it is now; null: it is new. */
  readonly was: { readonly card: Card; readonly number: string } | null
  /** Where it comes from: `kept` is not in the cut. */
  readonly origin: 'cut' | 'kept' | 'again' | 'unknown'
  readonly moved: boolean
  /** How far a time of it was from the chunk it is on now, in seconds; 0: on it. */
  readonly rounded: number
}

export interface RecutPlan {
  /** Null: the film is as the cut has it. */
  readonly edit: Extract<Edit, { type: 'recut' }> | null
  readonly shots: readonly RecutShot[]
  readonly left: readonly LeftOut[]
}

/** A shot, as far as the cut says. */
interface Placed {
  readonly card: Card
  readonly origin: RecutShot['origin']
  readonly take: TakeId | null
  readonly in: number
  readonly rate: number
  length: number
}

/**
 * @param idOf gives the id of the new card at an index
 * @throws Failure `text.many` when they are more shots than a film may have
 */
export function planRecut(film: Film, cut: EditedCut, base: Timebase, idOf: (index: number) => string): RecutPlan {
  const left = new Leftovers(cut.left)
  const numbers = new Map(film.cards.map((card, index) => [card.id, shotNumber(card, index)]))
  const added: Card[] = []
  const placed = place(film, cut.events, base, left, (card) => {
    const made = { ...card, id: cardId(idOf(added.length)) }
    added.push(made)
    return made
  })
  const rounded = new Map<CardId, number>()
  const seen = placed.map((each): RecutCard => {
    const { from, length, off, most } = onChunks(each, base)
    const { card, take } = each
    const called = numbers.get(card.id) ?? card.title
    if (most) left.add('length', null, called)
    if (off > 0) {
      rounded.set(card.id, off)
      left.add('rounded', null, `${called}: ${formatSeconds(seconds(off))}`)
    }
    const use = activeUse(card)
    // What is a gap in the cut keeps its in-point.
    if (take === null) return { card: card.id, length, take: use?.take ?? null, from: use?.from ?? chunk(0) }
    return { card: card.id, length, take, from }
  })
  const order = withAbsent(film, seen, (card) => left.add('absent', null, numbers.get(card.id)!))
  if (order.length > limits.cards) throw tooManyShots('Export a part of the cut.')
  const edit = { type: 'recut' as const, cards: order, added }
  const { film: after, changes } = apply(film, edit)
  const origins = new Map(placed.map(({ card, origin }) => [card.id, origin]))
  const moved = new Set(changes.flatMap((each) => (each.kind === 'move' ? each.places.map(({ card }) => card) : [])))
  const known = new Map(film.cards.map((card) => [card.id, card]))
  const shots = after.cards.map((card, index): RecutShot => {
    const was = known.get(card.id)
    return {
      ...{ card, number: shotNumber(card, index), origin: origins.get(card.id) ?? 'kept', moved: moved.has(card.id) },
      was: was === undefined ? null : { card: was, number: numbers.get(card.id)! },
      rounded: rounded.get(card.id) ?? 0
    }
  })
  return { edit: changes.length === 0 ? null : edit, shots, left: left.list }
}

/** The shots of a cut, in its order. @param make gives a new card an id */
function place(
  film: Film,
  events: readonly EditedEvent[],
  base: Timebase,
  left: Leftovers,
  make: (card: Card) => Card
): readonly Placed[] {
  const matcher = new CutMatcher(film)
  const used = new Set<CardId>()
  const matches = events.map((event): Matched | null => {
    const match = event.clip ? matcher.clip(event, used, event.in / chunkSeconds(base)) : null
    if (match) used.add(match.card.id)
    return match
  })
  const placed: Placed[] = []
  const there = new Set<CardId>()
  let behind: CardId | null = null // shot placed last, if it ends where the next event begins
  let at = 0
  for (const [index, event] of events.entries()) {
    const match = matches[index] ?? null
    const card = event.clip ? (match?.card ?? null) : matcher.gap(event)
    listMarkers(event, card, left)
    if (match?.foreign) left.add('take', null, event.names[0])
    if (event.clip) {
      const origin = card === null ? 'unknown' : there.has(card.id) ? 'again' : 'cut'
      const title = card === null ? titleOf(event, left) : ''
      if (origin === 'again') left.add('again', null, shotNumber(card!, film.cards.indexOf(card!)))
      const shown = card === null ? make(planned(title)) : origin === 'again' ? make(furtherUse(card)) : card
      const take = card === null || match!.foreign ? null : (match!.take ?? card.activeTake)
      placed.push({ card: shown, origin, take, in: event.in, rate: event.rate, length: event.length })
      if (card !== null) there.add(card.id)
      behind = card?.id ?? null
    } else if (card !== null && card.id === behind) placed.at(-1)!.length += event.length
    else {
      const free = card !== null && !used.has(card.id) && !there.has(card.id)
      if (free) {
        placed.push({ card, origin: 'cut', take: null, in: 0, rate: event.rate, length: event.length })
        there.add(card.id)
      }
      behind = free ? card.id : null
      if (!free || card.activeTake !== null)
        left.add(
          'gap',
          null,
          [...event.names, `${clock(seconds(at))} (${formatSeconds(seconds(event.length))})`].join(' ')
        )
    }
    at += event.length
  }
  return placed
}

/**
 * The shots of the cut, and those of the film that it lacks. Planned ones stay behind the shot that they followed, for many
 * programs lose gaps; the others come after the cut.
 */
function withAbsent(film: Film, seen: readonly RecutCard[], tell: (card: Card) => void): RecutCard[] {
  const order = [...seen]
  const there = new Set(seen.map(({ card }) => card))
  const behind: RecutCard[] = []
  let last = -1
  for (const card of film.cards) {
    if (there.has(card.id)) {
      last = order.findIndex((each) => each.card === card.id)
      continue
    }
    tell(card)
    const use = activeUse(card)
    const kept = { card: card.id, length: card.length, take: use?.take ?? null, from: use?.from ?? chunk(0) }
    if (use === null) order.splice(++last, 0, kept)
    else behind.push(kept)
  }
  return [...order, ...behind]
}

const planned = (title: string): Card => newCard(cardId(''), { title })

/** As the second part of a shot that is split. */
const furtherUse = (card: Card): Card => ({
  ...card,
  ...{ title: '', shot: '', notes: '', dialogue: '', sketch: null, markers: [] }
})

function titleOf({ names: [name = ''] }: EditedEvent, left: Leftovers): string {
  const title = cleanText(name.replace(/\.[^.]*$/, ''), { lines: false }).text.trim()
  left.add('unknown', null, title)
  if (title.length > limits.title) left.add('shortened', null, title)
  return beginning(title, limits.title)
}

/** The film keeps its own markers. */
function listMarkers({ markers }: EditedEvent, card: Card | null, left: Leftovers): void {
  const own = new Set(card?.markers.flatMap(({ text }) => [text, ascii(text)]))
  for (const marker of markers) if (!own.has(marker)) left.add('marker', null, marker)
}
