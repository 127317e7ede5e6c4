/**
 * What was tried on a device with a pack (docs/devices.md): forms of the pack's graphs, each against the processor's answer.
 * Parsed where it comes from the process that tries them, and from the file in which it is kept.
 */
import * as v from 'valibot'
import { precisions, type PrecisionName } from '../ledger/made-on.ts'

/**
 * How attention is computed: by one operator, or by matrix products and a softmax. Keys and values stay on a device that can keep
 * them; `crossing` is plain attention with a memory that crosses at every pass, for a device that keeps it wrongly.
 */
export const attentions = ['fused', 'plain', 'crossing'] as const
export type Attention = (typeof attentions)[number]

/**
 * Largest allowed error of a form, relative to the processor's answer in the same precision. 8 bits: a rounding that falls the
 * other way is a whole code off.
 */
export const tolerances: Readonly<Record<PrecisionName, number>> = { exact: 1e-3, half: 1e-2, fast: 1e-2 }

const positive = v.pipe(v.number(), v.finite(), v.minValue(0))
const name = v.pipe(v.string(), v.maxLength(60))
export const attentionSchema = v.picklist(attentions)

/** Parts of an answer, as they are told in `worst`. */
const parts = ['text', 'time', 'first pass', 'pass', 'memory', 'pictures'] as const
export type AnswerPart = (typeof parts)[number]

const trialSchema = v.strictObject({
  attention: attentionSchema,
  /** Largest error of all parts; null when there is no answer, or it has numbers that are none. */
  error: v.nullable(positive),
  /** The part with that error. */
  worst: v.nullable(v.picklist(parts)),
  /** Milliseconds of one denoising pass over a full memory. */
  took: v.nullable(positive),
  /** Why the form is not used: the code of a failure, and what the runtime said; null: it is right. */
  refused: v.nullable(v.strictObject({ code: name, detail: v.nullable(v.pipe(v.string(), v.maxLength(600))) }))
})
export type Trial = v.InferOutput<typeof trialSchema>

export const probedSchema = v.pipe(
  v.strictObject({
    precision: v.picklist(precisions),
    /** Milliseconds of the same pass on the processor; null when it did not come to that. */
    processor: v.nullable(positive),
    trials: v.pipe(v.array(trialSchema), v.maxLength(attentions.length))
  }),
  v.check(
    ({ precision, trials }) => trials.every((trial) => trial.refused !== null || isRight(trial, precision)),
    'calls a form right that is not'
  )
)
export type Probed = v.InferOutput<typeof probedSchema>

/** Whether an answer is within the tolerance. */
export const isRight = ({ error, took }: Pick<Trial, 'error' | 'took'>, precision: PrecisionName): boolean =>
  error !== null && took !== null && error <= tolerances[precision]

/** The fastest of the forms that are right; null: none is. */
export function bestOf({ trials }: Pick<Probed, 'trials'>): Attention | null {
  const right = trials.filter(({ refused }) => refused === null)
  return right.sort((a, b) => (a.took ?? 0) - (b.took ?? 0))[0]?.attention ?? null
}

/** What is being asked: whether the device is there, the processor, or a form. */
const stages = ['device', 'processor', ...attentions] as const
export type Stage = (typeof stages)[number]

/** What the process that tries a device says, beside `failed` (engine.ts). */
export const fromProbeSchema = v.variant('type', [
  v.strictObject({ type: v.literal('probing'), stage: v.picklist(stages) }),
  v.strictObject({ type: v.literal('processor'), took: positive }),
  v.strictObject({ type: v.literal('trial'), trial: trialSchema })
])
export type FromProbe = v.InferOutput<typeof fromProbeSchema>
