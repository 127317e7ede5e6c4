/**
 * A change of one card, field by field. Takes the engine adds meanwhile, and whatever else the change does not name, are
 * kept on undo and redo.
 */
import * as v from 'valibot'
import type { Card, TakeUse } from '../film/film.ts'
import { cardFields, cardIdSchema, takeIdSchema, takeUseSchema } from '../film/schema.ts'
import type { CardId, TakeId } from '../ids.ts'

/** New values of a card's fields. Fields that are absent stay as they are. */
export interface CardChange {
  readonly card: CardId
  readonly fields: Partial<Omit<Card, 'id' | 'takes'>>
  readonly takes: readonly TakeChange[]
}

/** New use of one take by a card; `use` null: the card no longer has the take. */
export interface TakeChange {
  readonly take: TakeId
  /** Index among the card's takes, when the take is new there. Ascending. */
  readonly at: number
  readonly use: TakeUse | null
}

const place = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const { takes: _, ...settable } = cardFields
export const cardChangeSchema: v.GenericSchema<unknown, CardChange> = v.strictObject({
  card: cardIdSchema,
  fields: v.partial(v.strictObject(settable)),
  takes: v.array(v.strictObject({ take: takeIdSchema, at: place, use: v.nullable(takeUseSchema) }))
}) as v.GenericSchema<unknown, CardChange>

/** The card after the change. */
export const changedCard = (card: Card, { fields, takes }: CardChange): Card => ({
  ...card,
  ...fields,
  takes: takes.length === 0 ? card.takes : used(card.takes, takes)
})

/** A card's takes after changes of them. */
function used(uses: readonly TakeUse[], changes: readonly TakeChange[]): readonly TakeUse[] {
  const next = new Map(changes.map(({ take, use }) => [take, use]))
  const known = new Set(uses.map(({ take }) => take))
  const result = uses.flatMap((each) => {
    const use = next.has(each.take) ? next.get(each.take)! : each
    return use === null ? [] : [use]
  })
  for (const { take, at, use } of changes) if (use !== null && !known.has(take)) result.splice(at, 0, use)
  return result
}

/** The inverse of a change: the current value of everything it names. */
export function cardBefore(card: Card, { fields, takes }: CardChange): CardChange {
  const now = Object.fromEntries(Object.keys(fields).map((field) => [field, card[field as keyof typeof fields]]))
  const uses = takes.map(({ take }): TakeChange => {
    const at = card.takes.findIndex((use) => use.take === take)
    return { take, at: Math.max(0, at), use: card.takes[at] ?? null }
  })
  return { card: card.id, fields: now, takes: uses.toSorted((one, other) => one.at - other.at) }
}

/** The change that turns `before` into `after`; null where they are equal. */
export function cardChange(before: Card, after: Card): CardChange | null {
  const names = (Object.keys(after) as (keyof Card)[]).filter((name) => name !== 'takes')
  const changed = names.filter((name) => !sameValue(before[name], after[name]))
  const takes = takeChanges(before.takes, after.takes)
  if (changed.length + takes.length === 0) return null
  return { card: before.id, fields: Object.fromEntries(changed.map((name) => [name, after[name]])), takes }
}

function takeChanges(before: readonly TakeUse[], after: readonly TakeUse[]): readonly TakeChange[] {
  if (before === after) return []
  const then = new Map(after.map((use) => [use.take, use]))
  const known = new Map(before.map((use) => [use.take, use]))
  const gone = before.flatMap(({ take }, at) => (then.has(take) ? [] : [{ take, at, use: null }]))
  const set = after.flatMap((use, at) => (sameValue(known.get(use.take), use) ? [] : [{ take: use.take, at, use }]))
  return [...gone, ...set].toSorted((one, other) => one.at - other.at)
}

/** Deep equality of plain data. */
const sameValue = (one: unknown, other: unknown): boolean =>
  one === other || (typeof one === 'object' && JSON.stringify(one) === JSON.stringify(other))
