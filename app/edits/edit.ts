/** Everything that can be done to a film. Edits cross processes: `parseEdit` checks their form, `apply` their sense. */
import * as v from 'valibot'
import { Failure } from '../base/failure.ts'
import { few } from '../base/fields.ts'
import { limits } from '../base/limits.ts'
import { parseOr } from '../base/parse.ts'
import {
  cardFields,
  cardIdSchema,
  cardSchema,
  cardSeedSchema,
  castIdSchema,
  castMemberSchema,
  filmTitleSchema,
  frameMarkSchema,
  lengthSchema,
  markersSchema,
  policySchema,
  sceneSchema,
  settingsSchema,
  snapshotIdSchema,
  takeIdSchema
} from '../film/schema.ts'
import { chunk } from '../time.ts'

const card = cardIdSchema
const someCards = few(cardIdSchema, limits.cards, 1)
const wholeCards = few(cardSchema, limits.cards, 1)
const place = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const difference = v.pipe(v.number(), v.safeInteger())
const text = <Field extends 'title' | 'shot' | 'prompt' | 'notes' | 'dialogue'>(field: Field) =>
  v.strictObject({ type: v.literal('setText'), card, field: v.literal(field), text: cardFields[field] })

/** Cards of another film, as `carry` makes them, with the cast they need. */
export const bringSchema = v.strictObject({
  type: v.literal('bringCards'),
  at: place,
  cards: wholeCards,
  cast: few(castMemberSchema, limits.cast)
})

export const editSchema = v.variant('type', [
  /** New cards before the card now at `at` (the number of cards = at the end). */
  v.strictObject({ type: v.literal('addCards'), at: place, cards: wholeCards }),
  /** As `addCards`, under its own name in the menu. Cut cards bring their takes; copies are made with `copyPlan`. */
  v.strictObject({ type: v.literal('pasteCards'), at: place, cards: wholeCards }),
  bringSchema,
  /** Copies of the plans, after the last of them, in film order; `copies` are their ids. */
  v.strictObject({ type: v.literal('duplicateCards'), cards: someCards, copies: someCards }),
  /** What follows moves up. The takes stay in the ledger. */
  v.strictObject({ type: v.literal('removeCards'), cards: someCards }),
  /**
   * Cards, in film order, before the card now at `to` (the number of cards = to the end). With `joins` they belong to the scene
   * that they come to stand inside.
   */
  v.strictObject({
    type: v.literal('moveCards'),
    cards: someCards,
    to: place,
    joins: v.exactOptional(v.boolean())
  }),
  /** Ripple: the end of the card moves, and all that follows with it. */
  v.strictObject({ type: v.literal('setLength'), card, length: lengthSchema }),
  /** The same for some cards at once, by as many chunks each; none becomes shorter than one or longer than may be. */
  v.strictObject({ type: v.literal('lengthenCards'), cards: someCards, by: difference }),
  /** Ripple at the head: the card loses its first `by` chunks, or (negative) gets back what is hidden there. */
  v.strictObject({ type: v.literal('trimHead'), card, by: difference }),
  /** The border to the next card moves by `by` chunks; the next card takes the difference. */
  v.strictObject({ type: v.literal('roll'), card, by: difference }),
  /** Two cards of one: the second, `id`, begins `at` chunks into the first and shows the rest of the same takes. */
  v.strictObject({ type: v.literal('splitCard'), card, at: v.pipe(place, v.transform(chunk)), id: cardIdSchema }),
  /** By their field, so that a fault is one of the text, not of a field that was not meant. */
  v.variant('field', [text('title'), text('shot'), text('prompt'), text('notes'), text('dialogue')]),
  /**
   * Some shots belong to this scene from now on, or (null) to none. A scene that is in the film already is then called and
   * coloured so wherever it is.
   */
  v.strictObject({ type: v.literal('setScene'), cards: someCards, scene: v.nullable(sceneSchema) }),
  v.strictObject({ type: v.literal('setSeed'), card, seed: cardSeedSchema }),
  v.strictObject({ type: v.literal('setPolicy'), cards: someCards, policy: v.nullable(policySchema) }),
  v.strictObject({ type: v.literal('setLookAhead'), cards: someCards, on: v.boolean() }),
  /** A shot that is to be checked was looked at and fits, as long as this memory is what it follows. */
  v.strictObject({ type: v.literal('acceptTake'), card, memory: snapshotIdSchema }),
  v.strictObject({ type: v.literal('setSketch'), card, sketch: cardFields.sketch }),
  v.strictObject({ type: v.literal('setMarkers'), card, markers: markersSchema }),
  /** A remembered frame is kept in mind for the next takes of some shots, or left out of them, or (null) neither. */
  v.strictObject({
    type: v.literal('markFrame'),
    cards: someCards,
    mark: frameMarkSchema,
    as: v.nullable(v.picklist(['pin', 'forget']))
  }),
  /** Generating is an edit: the take becomes the one shown; undoing brings the old one back. */
  v.strictObject({
    type: v.literal('addTake'),
    card,
    take: takeIdSchema,
    /** First chunk of it that the card shows; absent: 0. */
    from: v.exactOptional(v.pipe(place, v.transform(chunk)))
  }),
  v.strictObject({ type: v.literal('setActiveTake'), card, take: v.nullable(takeIdSchema) }),
  v.strictObject({ type: v.literal('starTake'), card, take: takeIdSchema, on: v.boolean() }),
  /** Out of the tray; the ledger keeps it. When it was shown, the newest remaining take is. */
  v.strictObject({ type: v.literal('dropTake'), card, take: takeIdSchema }),
  v.strictObject({ type: v.literal('addCastMember'), member: castMemberSchema }),
  /** A new name is put into every prompt that mentions the old one. */
  v.strictObject({ type: v.literal('setCastMember'), member: castMemberSchema }),
  v.strictObject({ type: v.literal('removeCastMember'), id: castIdSchema }),
  v.strictObject({ type: v.literal('setTitle'), title: filmTitleSchema }),
  v.strictObject({ type: v.literal('setSettings'), settings: settingsSchema })
])

export type Edit = v.InferOutput<typeof editSchema>

/** @throws Failure `edit.invalid`, naming the first fault. */
export const parseEdit = (value: unknown): Edit => parseOr(editSchema, value, 'it', invalidEdit)

export const invalidEdit = (detail: string): Failure =>
  new Failure('edit.invalid', `This change cannot be made: ${detail}.`, 'Nothing was changed.', { detail })
