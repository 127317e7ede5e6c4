/**
 * Undo entries up to version 3 of the project file, which stored whole cards before and after. They are converted to
 * field-wise changes, so that undoing one keeps what was made since.
 */
import * as v from 'valibot'
import type { Card } from '../film/film.ts'
import { cardSchema } from '../film/schema.ts'
import type { CardId } from '../ids.ts'
import { cardChange, type CardChange } from './card-change.ts'
import { changeSchema, type Change } from './change.ts'
import { labelKeys } from './label.ts'

const replaceSchema = v.strictObject({ kind: v.literal('replace'), cards: v.array(cardSchema) })
type OldChange = Change | v.InferOutput<typeof replaceSchema>
const oldChange: v.GenericSchema<unknown, OldChange> = v.union([replaceSchema, changeSchema])

export const oldStepSchema = v.pipe(
  v.strictObject({
    label: v.strictObject({ what: v.picklist(labelKeys), count: v.pipe(v.number(), v.safeInteger(), v.minValue(0)) }),
    changes: v.array(oldChange),
    inverse: v.array(oldChange),
    key: v.nullable(v.string())
  }),
  v.transform(({ label, changes, inverse, key }) => {
    // Version 3 stored a run's takes as part of its entry: now takes stay, and the entry only covers showing them.
    const keepsTakes = label.what === 'addTake'
    const [before, after] = [replaced(inverse), replaced(changes)]
    return { label, changes: asSets(changes, before, keepsTakes), inverse: asSets(inverse, after, keepsTakes), key }
  })
)

/** For each replaced card its other state. */
const replaced = (changes: readonly OldChange[]): ReadonlyMap<CardId, Card> =>
  new Map(
    changes.flatMap((change) => (change.kind === 'replace' ? change.cards.map((card) => [card.id, card] as const) : []))
  )

/** @param others the same cards on the other side of the entry */
const asSets = (
  changes: readonly OldChange[],
  others: ReadonlyMap<CardId, Card>,
  keepsTakes: boolean
): readonly Change[] =>
  changes.map((change) => {
    if (change.kind !== 'replace') return change
    const set = (card: Card): CardChange | null => {
      const made = cardChange(others.get(card.id) ?? card, card)
      return made && keepsTakes ? { ...made, takes: [] } : made
    }
    return { kind: 'set', cards: change.cards.map(set).filter((each) => each !== null) }
  })
