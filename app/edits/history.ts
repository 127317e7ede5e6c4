/** Undo and redo as pure data, stored in the project file, so both survive a restart. Rules: docs/undo.md. */
import type { Card, Film, TakeUse } from '../film/film.ts'
import { limits } from '../base/limits.ts'
import type { CardId } from '../ids.ts'
import { apply } from './apply.ts'
import { applyChanges, type Change } from './change.ts'
import type { Edit } from './edit.ts'
import { labelOf, type Label } from './label.ts'
import { mergedSound, type SoundChange } from './sound-change.ts'

export interface Entry {
  /** Sort key among all entries: ascending from the oldest undo entry to the last one to be redone. */
  readonly number: number
  readonly label: Label
  readonly changes: readonly Change[]
  readonly inverse: readonly Change[]
  /** Consecutive entries with the same key are merged; null: never merged. */
  readonly key: string | null
}

export interface History {
  /** Oldest first. */
  readonly done: readonly Entry[]
  /** The next to be redone is last. */
  readonly undone: readonly Entry[]
}

export interface Edited {
  readonly film: Film
  readonly history: History
}

/** Entries kept; older ones are dropped. */
const historyDepth = 1_000

export const emptyHistory: History = { done: [], undone: [] }

/**
 * Does an edit. `burst` merges consecutive edits into one entry: the caller uses one burst per uninterrupted stretch of
 * typing or per drag, else null. Clears the redo list. An edit that changes nothing leaves film and history unchanged.
 * @throws Failure `edit.*`
 */
export function perform(film: Film, history: History, edit: Edit, burst: string | null = null): Edited {
  const { film: after, changes, inverse } = apply(film, edit)
  if (changes.length === 0) return { film, history }
  const label = labelOf(edit)
  const key = burst === null ? null : `${label.what}:${subjectOf(edit)}:${burst}`
  const entry = { number: nextNumber(history), label, changes, inverse, key }
  return { film: after, history: { done: pushed(history.done, entry), undone: [] } }
}

/** What an edit is about: part of the merge key, so only edits of the same thing are merged. */
function subjectOf(edit: Edit): string {
  if ('clip' in edit) return edit.clip
  if (edit.type === 'setTrack') return edit.track.id
  if ('card' in edit) return edit.card
  if (edit.type === 'setScene') return edit.scene?.id ?? ''
  return edit.type === 'setTexts' || edit.type === 'setLanguage' ? edit.cards.join(' ') : ''
}

/**
 * A new take: it is added to the card's takes for good, and shown, which can be undone. The redo list is kept. `burst`
 * merges consecutive takes of one run.
 * @returns null when the card is not in the film, or has the maximum of takes
 */
export function showMade(
  film: Film,
  history: History,
  { card: id, use }: { readonly card: CardId; readonly use: TakeUse },
  burst: string | null
): Edited | null {
  const card = film.cards.find((each) => each.id === id)
  if (card === undefined || card.takes.length >= limits.takesPerCard) return null
  const kept: Card = { ...card, takes: [...card.takes, use] }
  const withTake = { ...film, cards: film.cards.map((each) => (each === card ? kept : each)) }
  const changes: Change[] = [{ kind: 'set', cards: [{ card: id, fields: { activeTake: use.take }, takes: [] }] }]
  const { film: after, inverse } = applyChanges(withTake, changes)
  const key = burst === null ? null : `made:${burst}`
  const label: Label = { what: 'addTake', count: 1 }
  const done = pushed(history.done, { number: nextNumber(history), label, changes, inverse, key })
  return { film: after, history: { done, undone: behind(done, history.undone) } }
}

/** @returns null when there is nothing to undo. */
export function undo(film: Film, history: History): Edited | null {
  const entry = history.done.at(-1)
  if (entry === undefined) return null
  // The inverse is of the card as it is now, so takes made since are kept.
  const { film: before, inverse: changes } = applyChanges(film, entry.inverse)
  return {
    film: before,
    history: { done: history.done.slice(0, -1), undone: [...history.undone, { ...entry, changes }] }
  }
}

/** @returns null when there is nothing to redo. */
export function redo(film: Film, history: History): Edited | null {
  const entry = history.undone.at(-1)
  if (entry === undefined) return null
  const { film: after, inverse } = applyChanges(film, entry.changes)
  return {
    film: after,
    history: { done: [...history.done, { ...entry, inverse }], undone: history.undone.slice(0, -1) }
  }
}

const nextNumber = ({ done }: History): number => (done.at(-1)?.number ?? 0) + 1

/** Appends undone entries after the done ones, with their numbers. */
function behind(done: readonly Entry[], undone: readonly Entry[]): readonly Entry[] {
  const next = (done.at(-1)?.number ?? 0) + 1
  const first = undone.at(-1)?.number ?? next
  return first >= next ? undone : undone.map((entry) => ({ ...entry, number: entry.number + next - first }))
}

function pushed(done: readonly Entry[], entry: Entry): readonly Entry[] {
  const last = done.at(-1)
  return entry.key !== null && last?.key === entry.key
    ? [...done.slice(0, -1), ...joined(last, entry)]
    : [...done, entry].slice(-historyDepth)
}

/** Merges two entries; none when they cancel out (text typed and deleted again). */
function joined(first: Entry, second: Entry): readonly Entry[] {
  const count = first.label.what === 'addTake' ? first.label.count + 1 : first.label.count
  const changes = merged([...first.changes, ...second.changes])
  const inverse = merged([...second.inverse, ...first.inverse])
  if (JSON.stringify(changes) === JSON.stringify(inverse)) return []
  return [{ ...first, label: { ...first.label, count }, changes, inverse }]
}

/** Merges consecutive changes of the same things. */
function merged(changes: readonly Change[]): readonly Change[] {
  const result: Change[] = []
  for (const change of changes) {
    const last = result.at(-1)
    if (change.kind === 'head' && last?.kind === 'head') result.pop()
    if (change.kind === 'set' && last?.kind === 'set') result.push(mergedSets(result.pop() as Sets, change))
    else if (change.kind === 'sound' && last?.kind === 'sound')
      result.push(mergedSound(result.pop() as SoundChange, change))
    else result.push(change)
  }
  return result
}

type Sets = Extract<Change, { kind: 'set' }>

function mergedSets(first: Sets, second: Sets): Sets {
  const cards = new Map(first.cards.map((each) => [each.card, each]))
  for (const { card, fields, takes } of second.cards) {
    const before = cards.get(card) ?? { card, fields: {}, takes: [] }
    const named = new Set(takes.map(({ take }) => take))
    const kept = before.takes.filter(({ take }) => !named.has(take))
    cards.set(card, {
      card,
      fields: { ...before.fields, ...fields },
      takes: [...kept, ...takes].toSorted((one, other) => one.at - other.at)
    })
  }
  return { kind: 'set', cards: [...cards.values()] }
}
