/** The schema and parser of a film document: all data from a file or another process goes through here. */
import * as v from 'valibot'
import { Failure } from '../base/failure.ts'
import { ofPerson, parseOr } from '../base/parse.ts'
import { broughtForward, versionIn } from '../base/versions.ts'
import type { CardId, CastId, PageId, SceneId, SnapshotId, TakeId } from '../ids.ts'
import { policyNames } from '../ledger/policies.ts'
import { chunk, displayFrame, latentFrame } from '../time.ts'
import { castKinds, filmVersion, type Card, type CastMember, type Film, type FilmSettings } from './film.ts'
import { few, hashPattern } from '../base/fields.ts'
import { limits } from '../base/limits.ts'
import { numberRefusal } from '../base/number.ts'
import { sceneColours, sceneFault, type Scene } from './scene.ts'
import { castNameFault, castNameRefusal, sameName } from './prompt.ts'
import { labelColours } from './label.ts'
import { termsOf, type TermField } from './shot-language.ts'
import { soundSchema } from './sound-schema.ts'
import { textFault, textRefusal, type TextRule } from '../base/text.ts'
import { titleCardSchema } from './title-card.ts'
import { filmSteps, type FilmStep } from './versions.ts'

const line = (most: number): TextRule => ({ most, lines: false })
const lines = (most: number): TextRule => ({ most, lines: true })

/** The rule of every text of a card, by field. */
export const cardTexts = {
  title: line(limits.title),
  shot: line(limits.shot),
  prompt: lines(limits.prompt),
  notes: lines(limits.notes),
  dialogue: lines(limits.dialogue)
} as const

/** The rule of every text of a card's shot language, by field. */
export const languageTexts = { lens: line(limits.lens), place: line(limits.title) } as const

const text = (rule: TextRule) =>
  v.pipe(
    v.string(),
    ofPerson(
      (value) => textRefusal(value, rule),
      (value) => textFault(value, rule)!
    )
  )
const whole = (least: number, most: number) =>
  v.pipe(
    v.number(),
    v.check(
      (value) => Number.isSafeInteger(value) && value >= least && value <= most,
      `must be a whole number from ${least} to ${most}`
    )
  )
const identifier = <Id extends string>() =>
  v.pipe(
    v.string(),
    v.regex(new RegExp(`^[A-Za-z0-9_.:-]{1,${limits.id}}$`), `must be 1 to ${limits.id} letters, digits or _ . : -`),
    v.transform((value) => value as Id)
  )

export const cardIdSchema: v.GenericSchema<unknown, CardId> = identifier<CardId>()
export const castIdSchema: v.GenericSchema<unknown, CastId> = identifier<CastId>()
export const takeIdSchema: v.GenericSchema<unknown, TakeId> = identifier<TakeId>()
/** The rule for a scene's name, which may be empty. */
export const sceneName = line(limits.title)
export const sceneSchema: v.GenericSchema<unknown, Scene> = v.strictObject({
  id: identifier<SceneId>(),
  name: text(sceneName),
  colour: v.picklist(sceneColours)
})
/** A number that a person may have typed. */
const written = (least: number, most: number) =>
  v.pipe(
    v.number(),
    ofPerson(
      (value) => numberRefusal(value, least, most),
      () => `must be a whole number from ${least} to ${most}`
    )
  )
export const seedSchema = written(0, limits.seed)
export const cardSeedSchema = v.strictObject({ value: seedSchema, locked: v.boolean() })
/** A model as `id@revision`: each of the two as in a pack's manifest (docs/packs.md). */
export const modelSchema = v.pipe(
  v.string(),
  v.regex(/^[\w.-]{1,100}@[\w.-]{1,100}$/, 'must be a model as id@revision')
)
export const policySchema = v.picklist(policyNames)
export const lengthSchema = v.pipe(written(1, limits.cardChunks), v.transform(chunk))
export const filmTitleSchema = text(line(limits.title))

export const snapshotIdSchema = v.pipe(
  v.string(),
  v.regex(hashPattern, 'must be a SHA-256 in hex'),
  v.transform((value) => value as SnapshotId)
)

export const takeUseSchema = v.strictObject({
  take: takeIdSchema,
  from: v.pipe(whole(0, limits.cardChunks), v.transform(chunk)),
  starred: v.boolean(),
  accepted: v.exactOptional(snapshotIdSchema)
})

const instant = {
  chunk: v.pipe(whole(0, limits.cardChunks), v.transform(chunk)),
  frame: v.pipe(whole(0, limits.framesPerChunk), v.transform(displayFrame))
}
export const markersSchema = few(v.strictObject({ ...instant, text: text(line(limits.title)) }), limits.markersPerCard)

const term = <Field extends TermField>(field: Field) => v.nullable(v.picklist(termsOf(field)))
/** Every field of shot language. */
export const shotLanguage = {
  size: term('size'),
  angle: term('angle'),
  movement: term('movement'),
  lens: text(languageTexts.lens),
  place: text(languageTexts.place),
  time: term('time'),
  transition: term('transition')
}

export const frameMarkSchema = v.strictObject({
  page: v.pipe(
    v.string(),
    v.regex(hashPattern, 'must be a SHA-256 in hex'),
    v.transform((value) => value as PageId)
  ),
  frame: whole(0, limits.framesPerChunk),
  at: v.pipe(whole(0, Number.MAX_SAFE_INTEGER), v.transform(latentFrame)),
  name: text(line(limits.title))
})
const frameMarks = few(frameMarkSchema, limits.frameMarks)

/** Every field of a card but its id. */
export const cardFields = {
  title: text(cardTexts.title),
  scene: v.nullable(sceneSchema),
  shot: text(cardTexts.shot),
  prompt: text(cardTexts.prompt),
  notes: text(cardTexts.notes),
  dialogue: text(cardTexts.dialogue),
  language: v.strictObject(shotLanguage),
  transitionLength: v.nullable(v.pipe(written(1, limits.transitionFrames), v.transform(displayFrame))),
  label: v.nullable(v.picklist(labelColours)),
  length: lengthSchema,
  seed: cardSeedSchema,
  policy: v.nullable(policySchema),
  takes: few(takeUseSchema, limits.takesPerCard),
  activeTake: v.nullable(takeIdSchema),
  sketch: v.nullable(identifier<string>()),
  poster: v.nullable(v.strictObject(instant)),
  markers: markersSchema,
  pins: frameMarks,
  forgets: frameMarks,
  lookAhead: v.boolean(),
  titleCard: v.exactOptional(titleCardSchema)
}

export const cardSchema: v.GenericSchema<unknown, Card> = v.pipe(
  v.strictObject({ id: cardIdSchema, ...cardFields }),
  v.check((card) => new Set(card.takes.map(({ take }) => take)).size === card.takes.length, 'names a take twice'),
  v.check(
    (card) => card.activeTake === null || card.takes.some(({ take }) => take === card.activeTake),
    'shows a take that is not among its takes'
  ),
  v.check((card) => card.titleCard === undefined || card.takes.length === 0, 'is a title card with takes')
)

export const castMemberSchema: v.GenericSchema<unknown, CastMember> = v.strictObject({
  id: castIdSchema,
  kind: v.picklist(castKinds),
  name: v.pipe(
    v.string(),
    ofPerson(
      (name) => castNameRefusal(name),
      (name) => castNameFault(name)!
    )
  ),
  words: text(line(limits.castWords))
})

/** A cast list: ids and names unique. */
export const castSchema: v.GenericSchema<unknown, readonly CastMember[]> = v.pipe(
  few(castMemberSchema, limits.cast),
  v.check((cast) => unique(cast.map(({ id }) => id)), 'has two members with one id'),
  v.check((cast) => unique(cast.map(({ name }) => sameName(name))), 'has two members with one name')
)

export const settingsSchema: v.GenericSchema<unknown, FilmSettings> = v.strictObject({
  model: v.nullable(modelSchema),
  seed: v.nullable(seedSchema),
  policy: policySchema,
  length: lengthSchema
})

const filmSchema: v.GenericSchema<unknown, Film> = v.strictObject({
  version: v.literal(filmVersion),
  title: filmTitleSchema,
  cards: v.pipe(
    few(cardSchema, limits.cards),
    v.check((cards) => unique(cards.map(({ id }) => id)), 'has two cards with one id'),
    v.check((cards) => sceneFault(cards) === null, 'tells one scene in two ways')
  ),
  cast: castSchema,
  settings: settingsSchema,
  sound: soundSchema
})

const unique = (values: readonly string[]): boolean => new Set(values).size === values.length

/**
 * A film document from unknown data, also of an earlier version. `parseFilm(JSON.parse(JSON.stringify(film)))` equals
 * `film`.
 * @param steps upgrade steps of all versions; others for a film whose model is known from elsewhere
 * @throws Failure `film.newer` (made by a later version) or `film.invalid` (with the path of the first fault)
 */
export function parseFilm(value: unknown, steps: readonly FilmStep[] = filmSteps): Film {
  const version = versionIn(value)
  if (version !== null && version > filmVersion) {
    throw new Failure(
      'film.newer',
      `This film was written by a newer version of Throughline (document version ${version}; this one reads ${filmVersion}).`,
      'Open it with the newer version.'
    )
  }
  return parseOr(
    filmSchema,
    broughtForward(
      value,
      steps.map(({ film }) => film)
    ),
    'the document',
    (detail) =>
      new Failure(
        'film.invalid',
        `The film document is damaged: ${detail}.`,
        'Open the last good copy of the project, or recover this one into a new file.',
        { detail }
      )
  )
}

/**
 * As `parseFilm`, for a film derived from a valid one: only cards that are new objects are checked.
 * @throws Failure `film.invalid`
 */
export function parseFilmAfter(film: Film, before: Film): Film {
  const sound = new Set(before.cards)
  parseFilm({ ...film, cards: film.cards.filter((card) => !sound.has(card)) })
  if (film.cards.length > limits.cards || !unique(film.cards.map(({ id }) => id))) parseFilm(film)
  return film
}
