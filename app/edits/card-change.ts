/**
 * A change of one card: only what it names. Takes that the engine adds meanwhile, and whatever else the step did not touch,
 * stay as they are when it is taken back or done again.
 */
import * as v from 'valibot'
import type { Card, TakeUse } from '../film/film.ts'
import { cardFields, cardIdSchema, takeIdSchema, takeUseSchema } from '../film/schema.ts'
import type { CardId, TakeId } from '../ids.ts'

/** What becomes of one card. Everything that is not named stays as it is, whatever it is. */
export interface CardChange {
  readonly card: CardId
  readonly fields: Partial<Omit<Card, 'id' | 'takes'>>
  readonly takes: readonly TakeChange[]
}

/** How a card uses one take from now on; `use` null: it is none of its takes. */
export interface TakeChange {
  readonly take: TakeId
  /** Its place among the card's takes, where it is new there. Ascending. */
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

/** The card after a change of it. */
export const changedCard = (card: Card, { fields, takes }: CardChange): Card => ({
  ...card,
  ...fields,
  takes: takes.length === 0 ? card.takes : used(card.takes, takes)
})

/** A card's takes after some changes of them. */
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

/** What takes a change of a card back: of all that it names, how it is now. */
export function cardBefore(card: Card, { fields, takes }: CardChange): CardChange {
  const now = Object.fromEntries(Object.keys(fields).map((field) => [field, card[field as keyof typeof fields]]))
  const uses = takes.map(({ take }): TakeChange => {
    const at = card.takes.findIndex((use) => use.take === take)
    return { take, at: Math.max(0, at), use: card.takes[at] ?? null }
  })
  return { card: card.id, fields: now, takes: uses.toSorted((one, other) => one.at - other.at) }
}

/** What makes `after` of `before`; null where they are the same. */
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

/** Plain data, told by what is in it. */
const sameValue = (one: unknown, other: unknown): boolean =>
  one === other || (typeof one === 'object' && JSON.stringify(one) === JSON.stringify(other))
