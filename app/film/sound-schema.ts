/** The schema of a film's sound. */
import * as v from 'valibot'
import { few, hashPattern } from '../base/fields.ts'
import { limits } from '../base/limits.ts'
import { textFault, textRefusal } from '../base/text.ts'
import { audioId, cardId, clipId, trackId } from '../ids.ts'
import { sample, sampleShift } from '../time.ts'
import { trackKinds, type Sound, type SoundClip, type SoundTrack } from './sound.ts'
import { ofPerson } from '../base/parse.ts'

const between = (least: number, most: number) => `must be from ${least} to ${most}`
const whole = (least: number, most: number) =>
  v.pipe(
    v.number(),
    v.check((value) => Number.isSafeInteger(value) && value >= least && value <= most, between(least, most))
  )
const identifier = v.pipe(
  v.string(),
  v.regex(new RegExp(`^[A-Za-z0-9_.:-]{1,${limits.id}}$`), `must be 1 to ${limits.id} letters, digits or _ . : -`)
)
const nameRule = { most: limits.title, lines: false } as const

export const clipIdSchema = v.pipe(identifier, v.transform(clipId))
export const trackIdSchema = v.pipe(identifier, v.transform(trackId))
export const audioIdSchema = v.pipe(v.string(), v.regex(hashPattern, 'must be a SHA-256 in hex'), v.transform(audioId))
export const clipCardSchema = v.nullable(v.pipe(identifier, v.transform(cardId)))
export const startSchema = v.pipe(
  whole(-limits.soundStart, limits.soundStart),
  v.transform((value) => sampleShift(value === 0 ? 0 : value)) // no −0, which JSON does not keep
)
/** From the start of a card. */
export const distanceSchema = v.pipe(whole(0, limits.soundStart), v.transform(sample))
export const samplesSchema = v.pipe(whole(0, limits.audioSamples), v.transform(sample))
export const gainSchema = v.pipe(
  v.number(),
  v.check((value) => value >= limits.leastGain && value <= limits.mostGain, between(limits.leastGain, limits.mostGain)),
  v.transform((value) => (value === 0 ? 0 : value))
)

export const trackSchema: v.GenericSchema<unknown, SoundTrack> = v.strictObject({
  id: trackIdSchema,
  kind: v.picklist(trackKinds),
  gain: gainSchema,
  muted: v.boolean(),
  solo: v.boolean()
})

export const clipSchema: v.GenericSchema<unknown, SoundClip> = v.pipe(
  v.strictObject({
    id: clipIdSchema,
    track: trackIdSchema,
    audio: audioIdSchema,
    name: v.pipe(
      v.string(),
      ofPerson(
        (value) => textRefusal(value, nameRule),
        (value) => textFault(value, nameRule)!
      )
    ),
    card: clipCardSchema,
    start: startSchema,
    in: samplesSchema,
    out: samplesSchema,
    gain: gainSchema,
    fadeIn: samplesSchema,
    fadeOut: samplesSchema
  }),
  v.check((clip) => clip.in < clip.out, 'must have a length'),
  v.check((clip) => clip.fadeIn + clip.fadeOut <= clip.out - clip.in, 'has fades that are longer than it'),
  v.check((clip) => clip.card !== null || clip.start >= 0, 'must not begin before the film')
)

export const tracksSchema: v.GenericSchema<unknown, readonly SoundTrack[]> = v.pipe(
  few(trackSchema, limits.soundTracks),
  v.check((tracks) => new Set(tracks.map(({ id }) => id)).size === tracks.length, 'has two tracks with one id')
)

export const soundSchema: v.GenericSchema<unknown, Sound> = v.pipe(
  v.strictObject({ tracks: tracksSchema, clips: few(clipSchema, limits.soundClips) }),
  v.check(
    ({ clips }) => clips.every(({ id }, index) => index === 0 || clips[index - 1]!.id < id),
    'has sound clips that are not in the order of their ids'
  ),
  v.check(({ tracks, clips }) => {
    const known = new Set(tracks.map(({ id }) => id))
    return clips.every(({ track }) => known.has(track))
  }, 'has a sound clip on no track')
)
