/** The form of every edit of a film's sound. */
import * as v from 'valibot'
import {
  clipCardSchema,
  clipIdSchema,
  clipSchema,
  gainSchema,
  samplesSchema,
  startSchema,
  trackIdSchema,
  trackSchema
} from '../film/sound-schema.ts'

const clip = clipIdSchema

export const soundEditSchemas = [
  /** A new clip, with the track it comes on where that is new. */
  v.strictObject({ type: v.literal('addClip'), sound: clipSchema, track: v.nullable(trackSchema) }),
  /** To another place, card or track. */
  v.strictObject({ type: v.literal('moveClip'), clip, track: trackIdSchema, card: clipCardSchema, start: startSchema }),
  /** Another part of its sound. Fades that no longer fit are shortened. */
  v.strictObject({ type: v.literal('trimClip'), clip, start: startSchema, in: samplesSchema, out: samplesSchema }),
  v.strictObject({ type: v.literal('setClipGain'), clip, gain: gainSchema }),
  v.strictObject({ type: v.literal('setClipFades'), clip, fadeIn: samplesSchema, fadeOut: samplesSchema }),
  v.strictObject({ type: v.literal('removeClip'), clip }),
  /** Kind, gain, mute and solo of a track, by its id. */
  v.strictObject({ type: v.literal('setTrack'), track: trackSchema }),
  /** With its clips. */
  v.strictObject({ type: v.literal('removeTrack'), id: trackIdSchema })
] as const

export type SoundEdit = v.InferOutput<(typeof soundEditSchemas)[number]>
