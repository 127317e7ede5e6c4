/**
 * The schema of a pack's `manifest.json`, version 1. Strict: a field this program does not know is refused with its path, since
 * ignoring it would make a different film than the pack's maker meant. Sizes must also agree with each other: `sanity.ts`.
 */
import * as v from 'valibot'
import { Failure } from '../../app/contract/failure.ts'
import { broughtForward, versionIn, type Step } from '../../app/contract/versions.ts'
import { policyNames } from '../../app/ledger/policies.ts'
import { agreements } from '../memory/agreement.ts'
import { insaneNumbers } from './sanity.ts'

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(1_000_000))
const countOrNone = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(1_000_000))
const positive = v.pipe(v.number(), v.finite(), v.gtValue(0))
const words = v.pipe(v.string(), v.trim(), v.minLength(1))
/** A plain name inside the pack's folder: no path, no drive, nothing hidden. */
const fileName = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9_][A-Za-z0-9._-]*$/, 'a plain file name inside the pack folder')
)
const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'a SHA-256 in lower-case hex'))
const weights = { file: fileName, sha256: hash }

const transformer = v.strictObject({
  ...weights,
  dim: count,
  heads: count,
  layers: v.pipe(count, v.maxValue(1000)),
  ffn: count,
  /** Frames, rows, columns. */
  patch: v.strictTuple([v.literal(1), count, count]),
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
  sink: countOrNone,
  bank: v.pipe(countOrNone, v.maxValue(9)),
  window: count,
  recordEvery: count,
  enterBank: v.picklist(['onLeavingWindow', 'nextChunk']),
  recache: v.boolean(),
  includePadding: v.optional(v.boolean(), false),
  /** How `recall` compares a frame with a prompt. */
  agreement: v.optional(v.picklist(agreements), 'contrast')
})

const prediction = v.picklist(['edm', 'velocity'])
const sampler = v.variant('kind', [
  v.strictObject({
    kind: v.literal('renoise'),
    sigmas: v.pipe(v.array(v.number()), v.minLength(1)),
    timestepScale: positive,
    prediction
  }),
  /** Wan: base steps of 1000, bent by a shift (memflow.md §3.1). */
  v.strictObject({
    kind: v.literal('warped'),
    steps: v.pipe(v.array(v.number()), v.minLength(1)),
    shift: positive,
    timestepScale: positive,
    prediction
  })
])

const text = v.variant('kind', [
  v.strictObject({
    kind: v.literal('bert'),
    ...weights,
    vocab: fileName,
    vocabSha256: hash,
    lowercase: v.boolean(),
    dim: count,
    layers: count,
    heads: count,
    ffn: count,
    eps: positive,
    maxTokens: count,
    padding: v.literal('none'),
    weights: v.literal('int8 per row')
  }),
  /** umT5; features padded with zero rows up to `maxTokens`, all of which take part in cross-attention (memflow.md §2.4, §6). */
  v.strictObject({
    kind: v.literal('umt5'),
    ...weights,
    tokenizer: fileName,
    dim: count,
    layers: count,
    heads: count,
    ffn: count,
    buckets: count,
    eps: positive,
    maxTokens: count,
    padding: v.literal('zeros')
  })
])

const autoencoder = v.variant('kind', [
  v.strictObject({
    kind: v.literal('storybook'),
    ...weights,
    patchIn: count,
    patchOut: count,
    /** Residual blocks of the decoder at each of its sizes. */
    blocks: v.optional(v.pipe(v.array(count), v.minLength(1), v.maxLength(8)), [2, 2, 1]),
    /** Display frames for which a decoded picture is shown. */
    hold: v.optional(count, 1),
    eps: positive
  }),
  /** Wan's causal 3-D autoencoder (memflow.md §5.2). */
  v.strictObject({ kind: v.literal('wan'), ...weights, dim: count })
])

const phrases = v.pipe(v.array(v.pipe(words, v.maxLength(60))), v.maxLength(100))

/** What the model was taught, in words one may write, for the people who write prompts. */
const knows = v.strictObject({
  cast: phrases,
  colours: phrases,
  actions: phrases,
  places: phrases,
  times: phrases,
  /** Whole prompts to begin with, which it makes well. */
  shots: v.optional(v.pipe(v.array(v.pipe(words, v.maxLength(200))), v.maxLength(30))),
  /** Every single word of its training, lower case. Absent: what else it understands cannot be told. */
  words: v.optional(v.pipe(v.array(v.pipe(words, v.maxLength(60))), v.maxLength(20_000)))
})

/** Entry n takes a manifest of version n + 1 to n + 2, so that a pack of an earlier version is read. Only appended to. */
const manifestSteps: readonly Step[] = []
const manifestVersion = manifestSteps.length + 1

const manifestSchema = v.strictObject({
  format: v.literal('throughline-pack'),
  version: v.literal(manifestVersion),
  id: v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9.-]*$/, 'lower-case letters, digits, points and hyphens')),
  revision: v.pipe(v.string(), v.regex(/^[A-Za-z0-9][A-Za-z0-9.-]*$/, 'letters, digits, points and hyphens')),
  name: words,
  about: words,
  /** Absent: the model knows more than could be listed. */
  knows: v.optional(knows),
  /** `model` and whatever else the maker owes a licence to. */
  licence: v.objectWithRest({ model: words }, words),
  video: v.strictObject({
    width: count,
    height: count,
    fps: positive,
    framesPerLatent: count,
    /** Frames of the very first latent frame; causal autoencoders give 1. Absent = as every other. */
    firstLatentFrames: v.optional(count)
  }),
  latent: v.strictObject({
    channels: count,
    height: count,
    width: count,
    mean: v.array(v.pipe(v.number(), v.finite())),
    std: v.array(positive)
  }),
  chunk: v.strictObject({ latents: count }),
  transformer,
  memory,
  sampler,
  text,
  autoencoder
})

export type Manifest = v.InferOutput<typeof manifestSchema>

/**
 * Parses the text of a manifest, also of an earlier version of the format.
 * @throws Failure `pack.newer` for a later version of the format; `pack.licence` when no licence is named; `pack.manifest`
 * with the field's path for everything else that is wrong.
 */
export function parseManifest(text: string): Manifest {
  const raw = readJson(text)
  const version = versionIn(raw)
  if (version !== null && version > manifestVersion)
    throw new Failure(
      'pack.newer',
      `This pack was made for a newer Throughline (manifest version ${version}; this one reads version ${manifestVersion}).`,
      'Update Throughline, or use an older revision of the pack.'
    )
  const parsed = v.safeParse(manifestSchema, broughtForward(raw, manifestSteps))
  if (!parsed.success) throw refusal(parsed.issues[0])
  const complaint = insaneNumbers(parsed.output)
  if (complaint) throw wrong(complaint)
  return parsed.output
}

function readJson(text: string): object {
  try {
    const raw: unknown = JSON.parse(text)
    if (typeof raw === 'object' && raw !== null) return raw
  } catch {
    // Falls through: not JSON and not an object are the same complaint.
  }
  throw wrong('it is not a JSON object')
}

function refusal(issue: v.BaseIssue<unknown>): Failure {
  const path = v.getDotPath(issue) ?? 'manifest'
  // A strict object complains either of a field it does not know (it expected `never`) or of one that is not there.
  const unknownField = issue.type === 'strict_object' && issue.expected === 'never'
  if (unknownField) return wrong(`it has a field this version does not know: ${path}`)
  if (path.startsWith('licence'))
    return new Failure(
      'pack.licence',
      `The pack does not say under which licence its model may be used (manifest.json, ${path}).`,
      'Ask the maker of the pack for a revision that names its licences.'
    )
  if (issue.received === 'undefined') return wrong(`${path} is missing`)
  return wrong(`${path} must be ${issue.expected ?? 'valid'}, not ${issue.received} (${issue.message})`)
}

const wrong = (complaint: string): Failure =>
  new Failure(
    'pack.manifest',
    `The pack's manifest.json cannot be used: ${complaint}.`,
    'Choose another pack, or fetch this one again from its maker.',
    { detail: complaint }
  )
