/**
 * Pictures of a chunk as soon as they are decoded, before its clean pass and before it is stored: a preview, not the record.
 * They go straight from the engine to the renderer over a MessagePort that main creates and never reads. The preload script
 * parses them.
 */
import * as v from 'valibot'
import { areFrames, isFrame } from '../film/picture.ts'
import { bytesSchema, jobSchema, wholeSchema } from '../base/fields.ts'

const jpeg = v.pipe(bytesSchema, v.check(isFrame, 'a JPEG of a size that a film has'))

export const liveFramesSchema = v.strictObject({
  job: jobSchema,
  chunk: wholeSchema,
  /** In display order. */
  frames: v.pipe(
    v.array(jpeg),
    v.check((frames) => areFrames(frames), 'as many and as large as a chunk has')
  )
})
export type LiveFrames = v.InferOutput<typeof liveFramesSchema>
