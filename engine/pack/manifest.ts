/**
 * The schema of a pack's `manifest.json`, version 1. Strict: a field this program does not know is refused with its path, since
 * ignoring it would make a different film than the pack's maker meant. Sizes must also agree with each other: `sanity.ts`.
 */
import * as v from 'valibot'
import type { Step } from '../../app/base/versions.ts'
import { hashSchema } from '../../app/base/fields.ts'
import { textFault } from '../../app/base/text.ts'
import { keeping } from '../../app/ledger/kept-pages.ts'
import { policyNames } from '../../app/ledger/policies.ts'
import { agreements } from '../memory/agreement.ts'

/**
 * Each number has a maximum, beyond every model of this family (Wan 2.1, 14 B: dim 5120, 40 layers, 480×832 pictures), so
 * that no manifest can cause unbounded work or memory. Weight sizes are checked against the weights themselves (pack.ts);
 * combinations of numbers: sanity.ts.
 */
const countTo = (most: number) => v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(most))
const count = countTo(1_000_000)
const byteCount = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const positive = v.pipe(v.number(), v.finite(), v.gtValue(0), v.maxValue(1e9))
/** One line of text that is shown to people and may be copied into a film. */
const textTo = (most: number) =>
  v.pipe(
    v.string(),
    v.trim(),
    v.minLength(1),
    v.maxLength(most),
    v.check((text) => textFault(text, { most, lines: false }) === null, 'without characters that cannot be shown')
  )
/** A plain file name inside the pack's folder: no path, no drive, not hidden. */
const fileName = v.pipe(
  v.string(),
  v.maxLength(100),
  v.regex(/^[A-Za-z0-9_][A-Za-z0-9._-]*$/, 'a plain file name inside the pack folder')
)
const weights = { file: fileName, sha256: hashSchema }

/** Latent frames of one chunk, and of each part of the memory. */
const mostFrames = 100
/** Denoising passes of one chunk. */
const mostSteps = 100

const transformer = v.strictObject({
  ...weights,
  dim: count,
  heads: count,
  layers: countTo(1000),
  ffn: count,
  /** Frames, rows, columns. */
  patch: v.strictTuple([v.literal(1), countTo(64), countTo(64)]),
  textDim: count,
  freqDim: count,
  eps: positive,
  qkNorm: v.literal(true),
  crossAttentionNorm: v.literal(true),
  rope: v.strictObject({
    theta: positive,
    /** Channels of a head for time, rows, columns. */
    split: v.strictTuple([count, count, count]),
    positions: v.picklist(['slot', 'absolute'])
  }),
  /** Sparse memory activation: memory frames each head keeps. Absent = off. */
  sma: v.optional(v.strictObject({ k: count }))
})

const memory = v.strictObject({
  policy: v.picklist(policyNames),
  sink: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(mostFrames)),
  bank: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(9)),
  window: countTo(mostFrames),
  recordEvery: countTo(1000),
  enterBank: v.picklist(['onLeavingWindow', 'nextChunk']),
  recache: v.boolean(),
  includePadding: v.optional(v.boolean(), false),
  /** How `recall` compares a frame with a prompt. */
  agreement: v.optional(v.picklist(agreements), 'contrast'),
  /** Which pages a project stores: app/ledger/kept-pages.ts. */
  keep: v.optional(v.picklist(keeping), 'all')
})

const levels = v.pipe(v.array(v.number()), v.minLength(1), v.maxLength(mostSteps))
const prediction = v.picklist(['edm', 'velocity'])
const sampler = v.variant('kind', [
  v.strictObject({
    kind: v.literal('renoise'),
    sigmas: levels,
    /** Of a film's first chunk, which has no past; absent = as every other. */
    firstSigmas: v.optional(levels),
    timestepScale: positive,
    prediction
  }),
  /** Wan: base steps of 1000, bent by a shift (memflow.md §3.1). */
  v.strictObject({
    kind: v.literal('warped'),
    steps: levels,
    /** As `firstSigmas`. */
    firstSteps: v.optional(levels),
    shift: positive,
    timestepScale: positive,
    prediction
  })
])

/** Token limit of a prompt. */
const mostTokens = 10_000
const text = v.variant('kind', [
  v.strictObject({
    kind: v.literal('bert'),
    ...weights,
    vocab: fileName,
    vocabSha256: hashSchema,
    lowercase: v.boolean(),
    dim: count,
    layers: countTo(1000),
    heads: count,
    ffn: count,
    eps: positive,
    maxTokens: countTo(mostTokens),
    padding: v.literal('none'),
    weights: v.literal('int8 per row')
  }),
  /** umT5; features are padded with zero rows up to `maxTokens`, and all rows take part in cross-attention (memflow.md §2.4, §6). */
  v.strictObject({
    kind: v.literal('umt5'),
    ...weights,
    tokenizer: fileName,
    tokenizerSha256: v.optional(hashSchema),
    dim: count,
    layers: countTo(1000),
    heads: count,
    ffn: count,
    buckets: count,
    eps: positive,
    maxTokens: countTo(mostTokens),
    padding: v.literal('zeros')
  })
])

/** Display frames of one latent frame. */
const mostPictures = 64
/** TAEHV, the tiny decoder of Wan's latents (memflow.md §5.4). */
const tiny = v.strictObject({ kind: v.literal('tiny'), ...weights })
const autoencoder = v.variant('kind', [
  v.strictObject({
    kind: v.literal('storybook'),
    ...weights,
    patchIn: countTo(64),
    patchOut: countTo(64),
    /** Residual blocks of the decoder at each resolution. */
    blocks: v.optional(v.pipe(v.array(countTo(64)), v.minLength(1), v.maxLength(8)), [2, 2, 1]),
    /** Display frames for which a decoded picture is shown. */
    hold: v.optional(countTo(mostPictures), 1),
    eps: positive
  }),
  /** Wan's causal 3-D autoencoder (memflow.md §5.2). */
  v.strictObject({ kind: v.literal('wan'), ...weights, dim: count }),
  tiny
])

const phrases = v.pipe(v.array(textTo(60)), v.maxLength(100))

/** The model's training vocabulary, for people who write prompts. */
const knows = v.strictObject({
  cast: phrases,
  colours: phrases,
  actions: phrases,
  places: phrases,
  times: phrases,
  /** Example prompts that it makes well. */
  shots: v.optional(v.pipe(v.array(textTo(200)), v.maxLength(30))),
  /** All words of its training, lower case. Absent: unknown what else it understands. */
  words: v.optional(v.pipe(v.array(textTo(60)), v.maxLength(20_000)))
})

/** Entry n upgrades a manifest of version n + 1 to n + 2, so packs of earlier versions can be read. Append only. */
export const manifestSteps: readonly Step[] = []
export const manifestVersion = manifestSteps.length + 1

/** Largest side of a picture or a latent frame, in pixels. */
const mostSide = 4096
/** Of a latent frame. */
const mostChannels = 4096

export const manifestSchema = v.strictObject({
  format: v.literal('throughline-pack'),
  version: v.literal(manifestVersion),
  id: v.pipe(
    v.string(),
    v.maxLength(100),
    v.regex(/^[a-z0-9][a-z0-9.-]*$/, 'lower-case letters, digits, points and hyphens')
  ),
  revision: v.pipe(
    v.string(),
    v.maxLength(100),
    v.regex(/^[A-Za-z0-9][A-Za-z0-9.-]*$/, 'letters, digits, points and hyphens')
  ),
  name: textTo(200),
  about: textTo(2000),
  /** Absent: the model knows too much to list. */
  knows: v.optional(knows),
  /** The licence of `model`, and of anything else the maker must name. */
  licence: v.pipe(
    v.objectWithRest({ model: textTo(500) }, textTo(500)),
    v.check((parts) => Object.keys(parts).length <= 50, 'at most 50 parts')
  ),
  video: v.strictObject({
    width: countTo(mostSide),
    height: countTo(mostSide),
    fps: v.pipe(v.number(), v.minValue(1), v.maxValue(240)),
    framesPerLatent: countTo(mostPictures),
    /** Display frames of the very first latent frame; causal autoencoders give 1. Absent = as every other. */
    firstLatentFrames: v.optional(countTo(mostPictures))
  }),
  latent: v.strictObject({
    channels: countTo(mostChannels),
    height: countTo(mostSide),
    width: countTo(mostSide),
    mean: v.pipe(v.array(v.pipe(v.number(), v.minValue(-1e9), v.maxValue(1e9))), v.maxLength(mostChannels)),
    std: v.pipe(v.array(positive), v.maxLength(mostChannels))
  }),
  chunk: v.strictObject({ latents: countTo(mostFrames) }),
  transformer,
  memory,
  sampler,
  text,
  autoencoder,
  /** A second, faster decoder, for pictures that are only looked at. */
  preview: v.optional(tiny),
  /** The published files that an imported pack was made from. */
  madeFrom: v.optional(
    v.pipe(
      v.array(v.strictObject({ part: textTo(60), file: textTo(200), bytes: byteCount, about: textTo(300) })),
      v.maxLength(50)
    )
  )
})

export type Manifest = v.InferOutput<typeof manifestSchema>
