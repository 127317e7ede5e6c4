/**
 * Pictures of a chunk as soon as they are decoded, before its clean pass and before it is stored: for watching, not the
 * record. They go straight from the engine to the page, over a MessagePort that main hands to both and never reads. The
 * page's own side parses them.
 */
import * as v from 'valibot'
import { bytesSchema, jobSchema, wholeSchema } from './fields.ts'

const mostFrames = 256
const mostBytes = 16 * 1024 * 1024 // no picture of 4K at our quality comes near

/** Begins as every JPEG file does. */
const jpeg = v.pipe(
  bytesSchema,
  v.check((bytes) => bytes.length <= mostBytes, 'a picture of a bearable size'),
  v.check((bytes) => bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff, 'a JPEG')
)

export const liveFramesSchema = v.strictObject({
  job: jobSchema,
  chunk: wholeSchema,
  /** In display order. */
  frames: v.pipe(v.array(jpeg), v.minLength(1), v.maxLength(mostFrames))
})
export type LiveFrames = v.InferOutput<typeof liveFramesSchema>
