/** Every edit of a film. Edits cross processes: `editSchema` checks the form, `apply` whether it fits the film. */
import * as v from 'valibot'
import { Failure } from '../base/failure.ts'
import { few } from '../base/fields.ts'
import { limits } from '../base/limits.ts'
import { titleCardSchema } from '../film/title-card.ts'
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
  modelSchema,
  policySchema,
  sceneSchema,
  settingsSchema,
  shotLanguage,
  snapshotIdSchema,
  takeIdSchema,
  takeUseSchema
} from '../film/schema.ts'
import type { LanguageField } from '../film/shot-language.ts'
import { chunk } from '../time.ts'
import { distanceSchema } from '../film/sound-schema.ts'
import { soundEditSchemas } from './sound-edit.ts'

const card = cardIdSchema
const someCards = few(cardIdSchema, limits.cards, 1)
const wholeCards = few(cardSchema, limits.cards, 1)
const place = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const difference = v.pipe(v.number(), v.safeInteger())
const text = <Field extends 'title' | 'shot' | 'prompt' | 'notes' | 'dialogue'>(field: Field) =>
  v.strictObject({ type: v.literal('setText'), card, field: v.literal(field), text: cardFields[field] })
const texts = <Field extends 'title' | 'prompt' | 'notes' | 'dialogue'>(field: Field) =>
  v.strictObject({ type: v.literal('setTexts'), cards: someCards, field: v.literal(field), text: cardFields[field] })
const language = <Field extends LanguageField>(field: Field) =>
  v.strictObject({
    type: v.literal('setLanguage'),
    cards: someCards,
    field: v.literal(field),
    value: shotLanguage[field]
  })

/** Cards of another film, made by `carry`, with the cast they need. */
export const bringSchema = v.strictObject({
  type: v.literal('bringCards'),
  at: place,
  cards: wholeCards,
  cast: few(castMemberSchema, limits.cast)
})

export const editSchema = v.variant('type', [
  /** New cards before the card now at `at` (the number of cards = at the end). */
  v.strictObject({ type: v.literal('addCards'), at: place, cards: wholeCards }),
  /** As `addCards`, with a menu label of its own. Cut cards keep their takes; copies are made with `copyPlan`. */
  v.strictObject({ type: v.literal('pasteCards'), at: place, cards: wholeCards }),
  bringSchema,
  /** Copies of the plans, inserted after the last of the cards; `copies` are their ids. */
  v.strictObject({ type: v.literal('duplicateCards'), cards: someCards, copies: someCards }),
  /** The cards after it move up. The takes stay in the ledger. */
  v.strictObject({ type: v.literal('removeCards'), cards: someCards }),
  /**
   * Moves cards, in film order, before the card now at `to` (the number of cards = to the end). With `joins` they join the
   * scene they are moved into.
   */
  v.strictObject({
    type: v.literal('moveCards'),
    cards: someCards,
    to: place,
    joins: v.exactOptional(v.boolean())
  }),
  /** Ripple: moves the card's end, and everything after it. */
  v.strictObject({ type: v.literal('setLength'), card, length: lengthSchema }),
  /** The same for several cards, by the same number of chunks; lengths are clamped to their limits. */
  v.strictObject({ type: v.literal('lengthenCards'), cards: someCards, by: difference }),
  /** Ripple at the start: hides the card's first `by` chunks, or (negative) shows hidden ones again. */
  v.strictObject({ type: v.literal('trimHead'), card, by: difference }),
  /** Roll: the cut to the next card moves by `by` chunks; the next card takes the difference. */
  v.strictObject({ type: v.literal('roll'), card, by: difference }),
  /**
   * Splits a card: the second, `id`, begins `at` chunks into the first and shows the rest of the same takes. `sound` is the
   * same distance in samples: its sound is divided there; absent: it stays with the first.
   */
  v.strictObject({
    type: v.literal('splitCard'),
    card,
    at: v.pipe(place, v.transform(chunk)),
    id: cardIdSchema,
    sound: v.exactOptional(distanceSchema)
  }),
  /** The film as an edited cut has it: every card once, in order, `added` ones among them. Nothing is removed. */
  v.strictObject({
    type: v.literal('recut'),
    cards: few(
      v.strictObject({ card, length: lengthSchema, take: v.nullable(takeIdSchema), from: takeUseSchema.entries.from }),
      limits.cards,
      1
    ),
    added: few(cardSchema, limits.cards)
  }),
  /** Keyed by field, so that a fault is reported for the right one. */
  v.variant('field', [text('title'), text('shot'), text('prompt'), text('notes'), text('dialogue')]),
  /** The same text for several cards. A shot number is for one. */
  v.variant('field', [texts('title'), texts('prompt'), texts('notes'), texts('dialogue')]),
  /** Assigns shots to a scene, or (null) to none. An existing scene gets this name and colour everywhere. */
  v.strictObject({ type: v.literal('setScene'), cards: someCards, scene: v.nullable(sceneSchema) }),
  /** One field of the shot language of some shots. */
  v.variant('field', [
    language('size'),
    language('angle'),
    language('movement'),
    language('lens'),
    language('place'),
    language('time'),
    language('transition')
  ]),
  v.strictObject({ type: v.literal('setTransitionLength'), cards: someCards, length: cardFields.transitionLength }),
  /** How the words of a title card are set. */
  v.strictObject({ type: v.literal('setTitleCard'), card, titleCard: titleCardSchema }),
  v.strictObject({ type: v.literal('setLabel'), cards: someCards, label: cardFields.label }),
  /** Chooses the picture that stands for a shot, or (null) its usual one. */
  v.strictObject({ type: v.literal('setPoster'), card, poster: cardFields.poster }),
  /** Every shot keeps the number it is shown with; shots that come in later get one between their neighbours. */
  v.strictObject({ type: v.literal('lockNumbers') }),
  /** Every shot is counted from 1 again, typed numbers included. */
  v.strictObject({ type: v.literal('countNumbers') }),
  v.strictObject({ type: v.literal('setSeed'), card, seed: cardSeedSchema }),
  v.strictObject({ type: v.literal('setPolicy'), cards: someCards, policy: v.nullable(policySchema) }),
  v.strictObject({ type: v.literal('setLookAhead'), cards: someCards, on: v.boolean() }),
  /** Accepts a shot marked *check*, for as long as it follows this memory. */
  v.strictObject({ type: v.literal('acceptTake'), card, memory: snapshotIdSchema }),
  v.strictObject({ type: v.literal('setSketch'), card, sketch: cardFields.sketch }),
  v.strictObject({ type: v.literal('setMarkers'), card, markers: markersSchema }),
  /** Pins or forgets a remembered frame for the next takes of some shots, or (null) neither. */
  v.strictObject({
    type: v.literal('markFrame'),
    cards: someCards,
    mark: frameMarkSchema,
    as: v.nullable(v.picklist(['pin', 'forget']))
  }),
  /** Generating is an edit: the new take is shown; undo shows the old one again. */
  v.strictObject({
    type: v.literal('addTake'),
    card,
    take: takeIdSchema,
    /** First chunk of it that the card shows; absent: 0. */
    from: v.exactOptional(v.pipe(place, v.transform(chunk)))
  }),
  v.strictObject({ type: v.literal('setActiveTake'), card, take: v.nullable(takeIdSchema) }),
  v.strictObject({ type: v.literal('starTake'), card, take: takeIdSchema, on: v.boolean() }),
  /** Removes a take from the card; the ledger keeps it. If it was shown, the newest remaining take is. */
  v.strictObject({ type: v.literal('dropTake'), card, take: takeIdSchema }),
  v.strictObject({ type: v.literal('addCastMember'), member: castMemberSchema }),
  /** A rename is applied to every prompt that mentions the old name. */
  v.strictObject({ type: v.literal('setCastMember'), member: castMemberSchema }),
  v.strictObject({ type: v.literal('removeCastMember'), id: castIdSchema }),
  v.strictObject({ type: v.literal('setTitle'), title: filmTitleSchema }),
  v.strictObject({ type: v.literal('setSettings'), settings: settingsSchema }),
  /** The model that makes what is made from now on; takes of another one no longer fit. */
  v.strictObject({ type: v.literal('setModel'), model: v.nullable(modelSchema) }),
  ...soundEditSchemas
])

export type Edit = v.InferOutput<typeof editSchema>

export const invalidEdit = (detail: string): Failure =>
  new Failure('edit.invalid', `This change cannot be made: ${detail}.`, 'Nothing was changed.', { detail })
