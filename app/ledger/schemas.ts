/** Schemas of the ledger's records, for messages to and from the engine and for rows of a project. */
import * as v from 'valibot'
import { hashSchema as hash, wholeSchema as whole } from '../base/fields.ts'
import { limits } from '../base/limits.ts'
import { policyNames } from './policies.ts'
import { phases, type MemoryWishes, type Snapshot } from './records.ts'

const frameRefSchema = v.strictObject({ page: hash, frame: whole, at: whole })
export const archivedFrameSchema = v.strictObject({
  page: hash,
  frame: whole,
  at: whole,
  gist: hash,
  words: v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/, 'a mark of 16 hex digits'))
})
const layerSchema = v.strictObject({
  sink: v.array(frameRefSchema),
  bank: v.array(frameRefSchema),
  window: v.array(frameRefSchema)
})
/** Brands exist for the compiler only: the parsed value is a `Snapshot`. */
export const snapshotSchema = v.strictObject({
  id: hash,
  model: v.string(),
  policy: v.picklist(policyNames),
  next: whole,
  prompt: v.nullable(v.string()),
  layers: v.array(layerSchema),
  pending: v.nullable(frameRefSchema),
  recent: v.array(hash),
  archive: v.exactOptional(v.strictObject({ chapters: v.array(hash), recent: v.array(archivedFrameSchema) }))
}) as unknown as v.GenericSchema<unknown, Snapshot>

const milliseconds = v.pipe(v.number(), v.finite(), v.minValue(0))
export const timingsSchema = v.strictObject(v.entriesFromList(phases, milliseconds))

const frames = v.pipe(v.array(frameRefSchema), v.maxLength(limits.frameMarks))

export const wishesSchema = v.strictObject({
  pins: frames,
  forgets: frames,
  lookAhead: frames
}) as unknown as v.GenericSchema<unknown, MemoryWishes>

/** Input of one `generate` call: chunks `firstChunk` … `chunks - 1` of a take. */
export const takePlanSchema = v.strictObject({
  prompt: v.pipe(v.string(), v.minLength(1)),
  seed: whole,
  policy: v.picklist(policyNames),
  wishes: v.exactOptional(wishesSchema),
  /** Set for films begun when pages were named by the hash of their bytes; they continue so (docs/memory-by-origin.md). */
  names: v.exactOptional(v.literal('content')),
  /** Length of the whole take, in chunks. */
  chunks: v.pipe(whole, v.minValue(1)),
  /** Chunks of the take already made (0 for a new take; > 0 when resuming). */
  firstChunk: whole
})
export type TakePlan = v.InferOutput<typeof takePlanSchema>
