/**
 * Every message between main and the engine process, parsed once at the border on both sides.
 * Binary travels as Uint8Array (structured clone); nothing is transferred (electron/electron#34905).
 */
import * as v from 'valibot'
import { bytesSchema as bytes, hashSchema as hash, jobSchema as job, wholeSchema as whole } from '../base/fields.ts'
import { keeping, pageKinds } from '../ledger/kept-pages.ts'
import { policyNames } from '../ledger/policies.ts'
import { snapshotSchema, takePlanSchema, timingsSchema, wishesSchema } from '../ledger/schemas.ts'
import { attentions, attentionSchema } from './probe.ts'

export const failureSchema = v.strictObject({
  code: v.string(),
  cause: v.string(),
  remedy: v.string(),
  facts: v.record(v.string(), v.union([v.string(), v.number()]))
})

/** How a chunk was made, as far as its pages depend on it: enough to re-create them when they are not stored. */
const originSchema = v.strictObject({
  before: snapshotSchema,
  /** Id of the snapshot after it. */
  after: hash,
  /** SHA-256 of its latents. */
  latents: hash,
  prompt: v.string(),
  policy: v.picklist(policyNames),
  wishes: v.exactOptional(wishesSchema),
  /** Pages it wrote: names, and the hash of the bytes where it is known. */
  pages: v.array(v.strictObject({ id: hash, kind: v.picklist(pageKinds), sha256: v.nullable(hash) }))
})
export type Origin = v.InferOutput<typeof originSchema>

/** Where a page is: stored in the project, or to be re-created; null where neither is known. */
const whereabouts = v.nullable(v.union([v.literal('stored'), originSchema]))
export type Whereabouts = v.InferOutput<typeof whereabouts>

/** What a job is to do at its next pass: continue, pause (using no processor), or end for good. */
const jobTurns = ['go', 'pause', 'stop'] as const
export type JobTurn = (typeof jobTurns)[number]

/** More than any decoder looks back; the engine takes fewer where its model looks back less. */
export const mostChunksBack = 100

export const toEngineSchema = v.variant('type', [
  /**
   * First message. `threads` 0 = physical cores. `spin` is false while a window is open. `nice` lowers the engine's process
   * priority (0 = unchanged, 19 = lowest).
   */
  v.strictObject({
    type: v.literal('load'),
    pack: v.string(),
    threads: whole,
    spin: v.boolean(),
    /** A device name, or `automatic`. */
    device: v.string(),
    /** A precision (ledger/made-on.ts). */
    precision: v.string(),
    /** What main knows of the graphics card; null: nothing. */
    driver: v.nullable(v.string()),
    /** How attention is computed, where it was tried; absent: as the table of devices has it. */
    attention: v.exactOptional(attentionSchema),
    /** Bytes that prepared weights may take; absent: half of the memory that is free then. */
    memory: v.exactOptional(whole),
    nice: v.pipe(whole, v.maxValue(19))
  }),
  /** First and only message to a process that tries a device: these forms of the pack's graphs, in order (probe.ts). */
  v.strictObject({
    type: v.literal('probe'),
    pack: v.string(),
    threads: whole,
    spin: v.boolean(),
    device: v.string(),
    precision: v.string(),
    attentions: v.pipe(v.array(attentionSchema), v.minLength(1), v.maxLength(attentions.length))
  }),
  /** `from` null = the empty memory. `past`: SHA-256 of the latents of the chunks before, for models that look back. */
  v.strictObject({
    type: v.literal('generate'),
    job,
    from: v.nullable(snapshotSchema),
    past: v.pipe(v.array(hash), v.maxLength(mostChunksBack)),
    plan: takePlanSchema
  }),
  /** Answer to `need`: those of the requested pages (f16 bytes) and latents (f16 bytes) that exist. */
  v.strictObject({
    type: v.literal('supply'),
    job,
    pages: v.array(v.strictObject({ id: hash, sha256: hash, bytes })),
    latents: v.array(v.strictObject({ sha256: hash, bytes }))
  }),
  /** Answer to `trace`, in the same order. */
  v.strictObject({ type: v.literal('origins'), job, pages: v.array(whereabouts) }),
  /** The chunk is committed. The engine runs at most one chunk ahead of this. */
  v.strictObject({ type: v.literal('committed'), job, index: whole }),
  v.strictObject({ type: v.literal('turn'), job, to: v.picklist(jobTurns) }),
  /** Decode stored latents (f16 bytes of one chunk) at full quality to raw RGB frames. `past`: as for `generate`. */
  v.strictObject({
    type: v.literal('decode'),
    job,
    latents: bytes,
    past: v.pipe(v.array(hash), v.maxLength(mostChunksBack))
  }),
  /** Pictures just made go to the MessagePort that comes with this message, straight to the renderer (live-frames.ts). */
  v.strictObject({ type: v.literal('watch') }),
  v.strictObject({ type: v.literal('ping'), sent: v.number() })
])
export type ToEngine = v.InferOutput<typeof toEngineSchema>

const modelSchema = v.strictObject({
  /** `id@revision` */
  model: v.string(),
  name: v.string(),
  width: whole,
  height: whole,
  fps: v.number(),
  framesPerLatent: whole,
  latentsPerChunk: whole,
  /** Token limit of the text encoder, special tokens included. */
  maxTokens: whole,
  layers: whole,
  /** Which of its pages are stored. */
  keep: v.picklist(keeping),
  /** Chunks before one that its pictures depend on. */
  chunksBack: whole,
  steps: whole,
  /** As stored in chunk records (ledger/made-on.ts). */
  device: v.string(),
  threads: whole,
  /** Milliseconds of its longest run, as computed from its operations and the rate measured while it was loaded; 0 where that is short. */
  silence: whole
})
export type ModelInfo = v.InferOutput<typeof modelSchema>

export const fromEngineSchema = v.variant('type', [
  v.strictObject({ type: v.literal('ready'), model: modelSchema }),
  /** Asks for stored pages and latents, for a job or for a decoding. */
  v.strictObject({ type: v.literal('need'), job, pages: v.array(hash), latents: v.array(hash) }),
  /** Asks where these pages are, and from what the ones not stored can be re-created. */
  v.strictObject({ type: v.literal('trace'), job, pages: v.array(hash) }),
  /** Progress of re-creating memory that is not stored: chunks done of `all`. */
  v.strictObject({ type: v.literal('remember'), job, done: whole, all: whole }),
  /** `step` of `steps` passes of a chunk are done; a long one under way counts with its share that is done. */
  v.strictObject({
    type: v.literal('progress'),
    job,
    chunk: whole,
    step: v.pipe(v.number(), v.finite(), v.minValue(0)),
    steps: whole
  }),
  /** A chunk has pictures, before its clean pass. The pictures themselves go straight to the renderer (live-frames.ts). */
  v.strictObject({ type: v.literal('preview'), job, chunk: whole }),
  v.strictObject({
    type: v.literal('chunk'),
    job,
    index: whole,
    /** f16, [latentsPerChunk, channels, rows, columns], normalised */
    latents: bytes,
    latentsHash: hash,
    /** Pages it wrote; with bytes where they are to be stored (layouts: docs/project-file.md). */
    pages: v.array(
      v.strictObject({ id: hash, kind: v.picklist(pageKinds), sha256: v.nullable(hash), bytes: v.nullable(bytes) })
    ),
    before: snapshotSchema,
    after: snapshotSchema,
    /** JPEG, display order. */
    frames: v.array(bytes),
    timings: timingsSchema
  }),
  v.strictObject({ type: v.literal('done'), job, reason: v.picklist(['complete', 'stopped']) }),
  v.strictObject({ type: v.literal('decoded'), job, width: whole, height: whole, frames: v.array(bytes) }),
  v.strictObject({ type: v.literal('failed'), job: v.nullable(job), error: failureSchema }),
  v.strictObject({ type: v.literal('pong'), sent: v.number() })
])
export type FromEngine = v.InferOutput<typeof fromEngineSchema>
