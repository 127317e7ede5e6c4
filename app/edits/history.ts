/** Undo and redo: pure data that is kept in the project file, so that both survive a restart. Rules: docs/undo.md. */
import type { Card, Film, TakeUse } from '../film/film.ts'
import { limits } from '../base/limits.ts'
import type { CardId } from '../ids.ts'
import { apply } from './apply.ts'
import { applyChanges, type Change } from './change.ts'
import type { Edit } from './edit.ts'
import { labelOf, type Label } from './label.ts'

export interface Entry {
  /** Its place among all that is done or was undone: ascending from the oldest to the last to be redone. */
  readonly number: number
  readonly label: Label
  readonly changes: readonly Change[]
  readonly inverse: readonly Change[]
  /** Entries in a row with the same key are one entry; null: always its own. */
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

/** Entries kept; the oldest are forgotten. */
export const historyDepth = 1_000

export const emptyHistory: History = { done: [], undone: [] }

/**
 * Does an edit. `burst` joins a row of edits into one entry: the caller gives one burst for what one pause-free stretch
 * of typing or one drag does, and null otherwise. What was undone can no longer be redone. An edit that changes nothing
 * leaves film and history as they are.
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

/** What an edit is of, where a stretch of writing or a drag stays with one thing. */
const subjectOf = (edit: Edit): string =>
  'card' in edit ? edit.card : edit.type === 'setScene' ? (edit.scene?.id ?? '') : ''

/**
 * A take that begins: among the card's takes from now on, whatever is undone, and shown, which can be undone. What can be
 * redone stays so. `burst` joins the takes of one run that follow each other.
 * @returns null when the card is not in the film, or has as many takes as may be
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
  // What is taken back is what is there now: takes that were made since come along.
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

/** What was undone, numbered behind what is done. */
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

/** Two entries as one; as none where they end where they began (text written, and taken back letter by letter). */
function joined(first: Entry, second: Entry): readonly Entry[] {
  const count = first.label.what === 'addTake' ? first.label.count + 1 : first.label.count
  const changes = merged([...first.changes, ...second.changes])
  const inverse = merged([...second.inverse, ...first.inverse])
  if (JSON.stringify(changes) === JSON.stringify(inverse)) return []
  return [{ ...first, label: { ...first.label, count }, changes, inverse }]
}

/** Changes of the same things that follow each other as one. */
function merged(changes: readonly Change[]): readonly Change[] {
  const result: Change[] = []
  for (const change of changes) {
    const last = result.at(-1)
    if (change.kind === 'head' && last?.kind === 'head') result.pop()
    if (change.kind === 'set' && last?.kind === 'set') result.push(mergedSets(result.pop() as Sets, change))
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
