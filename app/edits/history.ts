/** Undo and redo: pure data that is kept in the project file, so that both survive a restart. */
import * as v from 'valibot'
import { Failure } from '../contract/failure.ts'
import { parseOr } from '../contract/parse.ts'
import type { Film } from '../film/film.ts'
import { apply } from './apply.ts'
import { applyChanges, changeSchema, type Change } from './change.ts'
import type { Edit } from './edit.ts'
import { labelKeys, labelOf, type Label } from './label.ts'

export interface Entry {
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
 * of typing, one drag or one run of the engine does, and null otherwise. What was undone can no longer be redone.
 * @throws Failure `edit.*`
 */
export function perform(film: Film, history: History, edit: Edit, burst: string | null = null): Edited {
  const applied = apply(film, edit)
  const { changes, inverse } = applied
  const label = labelOf(edit)
  const key = burst === null ? null : `${label.what}:${targetOf(edit)}:${burst}`
  const entry: Entry = { label, changes, inverse, key }
  const last = history.done.at(-1)
  const done =
    key !== null && last?.key === key
      ? [...history.done.slice(0, -1), ...joined(last, entry)]
      : [...history.done, entry].slice(-historyDepth)
  return { film: applied.film, history: { done, undone: [] } }
}

/** @returns null when there is nothing to undo. */
export function undo(film: Film, history: History): Edited | null {
  const entry = history.done.at(-1)
  if (entry === undefined) return null
  const { film: before } = applyChanges(film, entry.inverse)
  return { film: before, history: { done: history.done.slice(0, -1), undone: [...history.undone, entry] } }
}

/** @returns null when there is nothing to redo. */
export function redo(film: Film, history: History): Edited | null {
  const entry = history.undone.at(-1)
  if (entry === undefined) return null
  const { film: after } = applyChanges(film, entry.changes)
  return { film: after, history: { done: [...history.done, entry], undone: history.undone.slice(0, -1) } }
}

/** Typing joins by card and field; the takes of one run of the engine join whatever their cards. */
const targetOf = (edit: Edit): string => (edit.type !== 'addTake' && 'card' in edit ? edit.card : '')

/** Two entries as one; as none where they end where they began (text written, and taken back letter by letter). */
function joined(first: Entry, second: Entry): readonly Entry[] {
  const count = first.label.what === 'addTake' ? first.label.count + 1 : first.label.count
  const changes = latest([...first.changes, ...second.changes])
  const inverse = latest([...second.inverse, ...first.inverse])
  if (JSON.stringify(changes) === JSON.stringify(inverse)) return []
  return [{ label: { ...first.label, count }, changes, inverse, key: first.key }]
}

/** Without what is overwritten at once: of two changes in a row that set the same things, only the second. */
function latest(changes: readonly Change[]): readonly Change[] {
  return changes.filter((change, index) => {
    const next = changes[index + 1]
    if (change.kind === 'head') return next?.kind !== 'head'
    if (change.kind !== 'replace' || next?.kind !== 'replace') return true
    const overwritten = new Set(next.cards.map(({ id }) => id))
    return !change.cards.every(({ id }) => overwritten.has(id))
  })
}

const entrySchema: v.GenericSchema<unknown, Entry> = v.strictObject({
  label: v.strictObject({ what: v.picklist(labelKeys), count: v.pipe(v.number(), v.safeInteger(), v.minValue(0)) }),
  changes: v.array(changeSchema),
  inverse: v.array(changeSchema),
  key: v.nullable(v.string())
})
const historySchema: v.GenericSchema<unknown, History> = v.strictObject({
  done: v.array(entrySchema),
  undone: v.array(entrySchema)
})

/** One entry of a stored undo log. @throws Failure `edit.log` */
export const parseEntry = (value: unknown): Entry => parsed(entrySchema, value)

/** A stored undo log. @throws Failure `edit.log` */
export const parseHistory = (value: unknown): History => parsed(historySchema, value)

function parsed<T>(schema: v.GenericSchema<unknown, T>, value: unknown): T {
  return parseOr(
    schema,
    value,
    'the list',
    (detail) =>
      new Failure(
        'edit.log',
        `The list of what can be undone is damaged: ${detail}.`,
        'The film itself is whole; only what was done before can no longer be undone.',
        { detail }
      )
  )
}
