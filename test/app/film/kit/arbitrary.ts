/** Random films, for property tests. */
import * as fc from 'fast-check'
import { emptyFilm, newCard, type Card, type CastMember, type Film } from '../../../../app/film/film.ts'
import { labelColours } from '../../../../app/film/label.ts'
import { sceneColours, type Scene } from '../../../../app/film/scene.ts'
import { termsOf, type ShotLanguage, type TermField } from '../../../../app/film/shot-language.ts'
import { sameName } from '../../../../app/film/prompt.ts'
import { textFault } from '../../../../app/base/text.ts'
import { audioId, cardId, castId, clipId, pageId, sceneId, takeId, trackId } from '../../../../app/ids.ts'
import { policyNames } from '../../../../app/ledger/policies.ts'
import { trackKinds, type Sound, type SoundClip, type SoundTrack } from '../../../../app/film/sound.ts'
import { titleSizes, type TitleCard } from '../../../../app/film/title-card.ts'
import { chunk, displayFrame, latentFrame, sample, sampleShift } from '../../../../app/time.ts'

/** A plain object of random fields. */
export const record = <T>(fields: { [K in keyof T]: fc.Arbitrary<T[K]> }) =>
  fc.record(fields, { noNullPrototype: true })

/** Text of every script, emoji, right-to-left included: all that a film may hold. */
export const anyText = (most: number, lines: boolean) =>
  fc
    .oneof(
      fc.string({ unit: 'grapheme', maxLength: 30 }),
      fc.constantFrom(
        '',
        'A purple cat walks to the right.',
        'قطة أرجوانية في المرج',
        '🐈‍⬛ sleeps',
        '@cat meets @Zoë',
        '# 1. > ( ) \\ @'
      )
    )
    .filter((text) => textFault(text, { most, lines }) === null)

export const anySeed = record({ value: fc.nat({ max: 0xffff_ffff }), locked: fc.boolean() })

const instant = { chunk: fc.nat(9).map(chunk), frame: fc.nat(11).map(displayFrame) }
export const anyMarkers = fc.array(record({ ...instant, text: anyText(200, false) }), { maxLength: 3 })
export const anyPoster = fc.option(record(instant))

const anyTerm = <Field extends TermField>(field: Field) => fc.option(fc.constantFrom(...termsOf(field)))
/** Of each field of shot language. */
export const anySaid: { [Field in keyof ShotLanguage]: fc.Arbitrary<ShotLanguage[Field]> } = {
  size: anyTerm('size'),
  angle: anyTerm('angle'),
  movement: anyTerm('movement'),
  lens: fc.constantFrom('', '35 mm', 'long'),
  place: anyText(200, false),
  time: anyTerm('time'),
  transition: anyTerm('transition')
}
export const anyTransitionLength = fc.option(fc.integer({ min: 1, max: 240 }).map(displayFrame))
export const anyLabel = fc.option(fc.constantFrom(...labelColours))

/** Pages are few, so that marks meet. */
export const anyFrameMark = record({
  page: fc.constantFrom('0', '9', 'f').map((digit) => pageId(digit.repeat(64))),
  frame: fc.nat(2),
  at: fc.nat(999).map(latentFrame),
  name: anyText(200, false)
})
const anyMarks = fc.array(anyFrameMark, { maxLength: 2 })

/** Few, so that shots meet in them; two have the same name and colour. */
const scenes = [
  { name: 'INT. BARN - NIGHT', colour: 'sky' },
  { name: 'حظيرة (sky)', colour: 'pink' },
  { name: '', colour: 'green' },
  { name: 'INT. BARN - NIGHT', colour: 'sky' }
] as const
export const anyScene: fc.Arbitrary<Scene | null> = fc.option(
  fc.constantFrom(...scenes.map((scene, index): Scene => ({ id: sceneId(`scene-${index}`), ...scene }))),
  { freq: 2 }
)
export const anyColour = fc.constantFrom(...sceneColours)

export const anyTitleCard = record<TitleCard>({
  ground: fc.constantFrom('#000000', '#ffffff', '#1d1b18'),
  size: fc.constantFrom(...titleSizes)
})

/** A card; with takes of its own (their ids begin with its own) when `takes`. */
export function anyCard(id: string, takes = true): fc.Arbitrary<Card> {
  const use = record({ from: fc.nat(5).map(chunk), starred: fc.boolean() })
  return record({
    title: anyText(200, false),
    scene: anyScene,
    shot: fc.oneof(anyText(20, false), fc.constantFrom('1', '2', '12A')),
    prompt: anyText(2000, true),
    notes: anyText(10_000, true),
    dialogue: anyText(2000, true),
    language: record<ShotLanguage>(anySaid),
    transitionLength: anyTransitionLength,
    label: anyLabel,
    length: fc.integer({ min: 1, max: 12 }).map(chunk),
    seed: anySeed,
    policy: fc.option(fc.constantFrom(...policyNames)),
    sketch: fc.option(fc.constantFrom('sketch-1', 'sketch-2')),
    poster: anyPoster,
    markers: anyMarkers,
    pins: anyMarks,
    forgets: anyMarks,
    lookAhead: fc.boolean(),
    uses: fc.array(use, { maxLength: takes ? 3 : 0 }),
    active: fc.nat(3),
    titleCard: fc.option(anyTitleCard, { freq: 5 })
  }).map(({ uses, active, titleCard, ...fields }) => {
    if (titleCard) return newCard(cardId(id), { ...fields, titleCard })
    const kept = uses.map((each, index) => ({ take: takeId(`${id}-take-${index}`), ...each }))
    return newCard(cardId(id), { ...fields, takes: kept, activeTake: kept[active]?.take ?? null })
  })
}

const anyCast: fc.Arbitrary<readonly CastMember[]> = fc
  .uniqueArray(fc.constantFrom('cat', 'Zoë', 'meadow', 'the-owl', 'dog_2'), { selector: sameName })
  .chain((names) =>
    fc.tuple(
      ...names.map((name, index) =>
        record({
          id: fc.constant(castId(`cast-${index}`)),
          kind: fc.constantFrom('character', 'place', 'action' as const),
          name: fc.constant(name),
          words: anyText(500, false)
        })
      )
    )
  )

export const anyGain = fc.constantFrom(-60, -12, -3.5, 0, 6, 12)
export const anyTrack = (id: fc.Arbitrary<string>): fc.Arbitrary<SoundTrack> =>
  record({
    id: id.map(trackId),
    kind: fc.constantFrom(...trackKinds),
    gain: anyGain,
    muted: fc.nat(5).map((one) => one === 5),
    solo: fc.nat(5).map((one) => one === 5)
  })

/** A clip of one of two sounds, of the film or of one of six cards, some of which are not in the film. */
export const anyClip = (id: string, tracks: readonly string[]): fc.Arbitrary<SoundClip> =>
  record({
    track: fc.constantFrom(...tracks),
    audio: fc.constantFrom('a', 'b'),
    name: anyText(200, false),
    card: fc.option(fc.nat(5)),
    start: fc.integer({ min: -9_000, max: 90_000 }),
    from: fc.nat(20_000),
    length: fc.integer({ min: 1, max: 60_000 }),
    gain: anyGain,
    fades: fc.tuple(fc.nat(3), fc.nat(3))
  }).map(({ track, audio, card, start, from, length, fades: [fadeIn, fadeOut], ...rest }) => ({
    ...rest,
    id: clipId(id),
    track: trackId(track),
    audio: audioId(audio.repeat(64)),
    card: card === null ? null : cardId(`card-${card}`),
    start: sampleShift(card === null ? Math.abs(start) : start),
    in: sample(from),
    out: sample(from + length),
    fadeIn: sample(Math.floor((length * fadeIn) / 6)),
    fadeOut: sample(Math.floor((length * fadeOut) / 6))
  }))

const anySound: fc.Arbitrary<Sound> = fc.tuple(fc.nat(3), fc.nat(5)).chain(([tracks, clips]) => {
  const ids = Array.from({ length: tracks }, (_, index) => `track-${index}`)
  const all = Array.from({ length: tracks === 0 ? 0 : clips }, (_, index) => anyClip(`clip-${index}`, ids))
  return record<Sound>({
    tracks: fc.tuple(...ids.map((id) => anyTrack(fc.constant(id)))),
    clips: fc.tuple(...all)
  })
})

export const anyFilm = (takes = true): fc.Arbitrary<Film> =>
  record({
    title: anyText(200, false),
    count: fc.nat(6),
    cast: anyCast,
    sound: anySound,
    settings: record({
      model: fc.constantFrom(null, 'storybook@v4', 'memflow-832x480@0a1b'),
      seed: fc.option(fc.nat({ max: 0xffff_ffff })),
      policy: fc.constantFrom(...policyNames),
      length: fc.integer({ min: 1, max: 20 }).map(chunk)
    })
  }).chain(({ title, count, cast, sound, settings }) =>
    fc
      .tuple(...Array.from({ length: count }, (_, index) => anyCard(`card-${index}`, takes)))
      .map((cards): Film => ({ ...emptyFilm(title), cards, cast, settings, sound }))
  )
