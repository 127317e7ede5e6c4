/**
 * A folder of recorded reference tensors (README.md here tells what they are): `manifest.json` with the sizes of the
 * model and a list of vectors, each vector one .safetensors file, and `weights.safetensors`. Nothing is assumed from
 * the set that lies in this folder.
 */
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { Failure } from '../../app/base/failure.ts'
import type { TransformerShape } from '../../kernels/transformer/types.ts'
import { entryOf, openWeights, readFloats, readIntegers, type Weights } from '../../kernels/weights/safetensors.ts'
import { withoutPrefix } from '../kernels/kit/renamed.ts'

/** One comparison. `measured` is max|a-b| / max|b|, or the number of differing entries when the tolerance is exact. */
export interface Row {
  readonly id: string
  readonly tensor: string
  readonly tolerance: number | 'exact'
  readonly measured: number
  readonly verdict: 'pass' | 'fail'
}

/** Compares one vector with what this program computes: one row per tensor. */
export type Check = (id: string, set: VectorSet) => Promise<Row[]>

const size = v.pipe(v.number(), v.safeInteger(), v.minValue(1))
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

/** What a set was recorded with. Fields that only its maker needs (seeds, names of variants) are let through. */
export const configSchema = v.looseObject({
  dim: size,
  heads: size,
  ffn: size,
  layers: size,
  text_dim: size,
  text_len: size,
  channels: size,
  latent_h: size,
  latent_w: size,
  local_attn_size: size,
  sink_size: count,
  bank_size: count,
  record_interval: size,
  frames_per_chunk: size,
  shift: v.number(),
  denoising_step_list: v.pipe(v.array(v.number()), v.minLength(1)),
  switches: v.optional(v.array(count)),
  sma_switches: v.optional(v.array(count))
})
export type SetConfig = v.InferOutput<typeof configSchema>

const toleranceSchema = v.union([v.literal('exact'), v.pipe(v.number(), v.minValue(0))])
const manifestSchema = v.looseObject({
  /** Of the transformer; a set of other parts' vectors needs none. */
  config: v.optional(configSchema),
  vectors: v.array(
    v.looseObject({
      id: v.string(),
      tolerance: v.nullish(toleranceSchema),
      file: v.pipe(v.string(), v.regex(/^[^/\\]+$/, 'a file name without folders')),
      tensors: v.array(
        v.looseObject({ name: v.string(), shape: v.array(count), tolerance: v.nullish(toleranceSchema) })
      ),
      extra: v.nullish(v.record(v.string(), v.unknown()), {})
    })
  )
})

interface Vector {
  readonly weights: Weights
  readonly extra: Readonly<Record<string, unknown>>
  readonly tolerances: ReadonlyMap<string, number | 'exact'>
}

const malformed = (folder: string, why: string): Failure =>
  new Failure(
    'vectors.malformed',
    `The vectors in ${folder} cannot be used: ${why}.`,
    'Give a folder with manifest.json, weights.safetensors and the files that the manifest names.'
  )

/** Data that the check of a vector needs is not in the set. */
export class MissingVector extends Error {
  readonly id: string

  constructor(id: string) {
    super(`there is no ${id}`)
    this.id = id
  }
}

export class VectorSet {
  readonly folder: string
  /** Every id of the manifest, in its order, but `weights` and `inputs`. */
  readonly ids: readonly string[]
  readonly #config: SetConfig | undefined
  readonly #vectors: ReadonlyMap<string, Vector>
  readonly #files: ReadonlyMap<string, string>
  #shape: TransformerShape | undefined

  /**
   * @param wanted vectors to open; a missing file is reported when its vector is read
   * @throws Failure `vectors.malformed`, `weights.*` for a folder that is not a sound set
   */
  constructor(folder: string, wanted: ReadonlySet<string>) {
    const manifest = readManifest(folder)
    const vectors = new Map<string, Vector>()
    const files = new Map<string, string>()
    for (const { id, file, tensors, extra, tolerance: ofAll } of manifest.vectors) {
      if (files.has(id)) throw malformed(folder, `the manifest names ${id} twice`)
      files.set(id, file)
      if ((!wanted.has(id) && id !== 'weights' && id !== 'inputs') || !file.endsWith('.safetensors')) continue
      if (!existsSync(join(folder, file))) continue // a part of a set, with the manifest of the whole
      const weights = openWeights(join(folder, file))
      for (const { name, shape } of tensors) entryOf(weights, name, shape)
      const tolerances = new Map(tensors.map(({ name, tolerance }) => [name, tolerance ?? ofAll ?? 0]))
      vectors.set(id, { weights, extra, tolerances })
    }
    this.folder = folder
    this.ids = [...files.keys()].filter((id) => id !== 'weights' && id !== 'inputs')
    this.#config = manifest.config
    this.#vectors = vectors
    this.#files = files
    if (vectors.has('weights') && manifest.config) this.#shape = shapeOf(folder, manifest.config, this.weights)
  }

  /** The sizes the transformer's vectors were recorded with. @throws MissingVector */
  get config(): SetConfig {
    if (!this.#config) throw new MissingVector("the transformer's config")
    return this.#config
  }
  /** The transformer's weights under their Wan names. @throws MissingVector */
  get weights(): Weights {
    return this.#vector('weights').weights
  }
  /** @throws MissingVector */
  get shape(): TransformerShape {
    return (this.#shape ??= shapeOf(this.folder, this.config, this.weights))
  }

  /** Path of a vector's file, for files other than safetensors. @throws MissingVector */
  fileOf(id: string): string {
    const path = join(this.folder, this.#files.get(id) ?? '')
    if (!existsSync(path)) throw new MissingVector(id)
    return path
  }
  /** The weights that a vector of another part than the transformer includes, `w.*`, without that prefix. */
  ownWeights(id: string): Weights {
    return withoutPrefix(this.#vector(id).weights, 'w.')
  }

  /**
   * A float tensor of a vector (or of `inputs`), its shape checked when given.
   * @throws Failure `weights.tensor`; MissingVector
   */
  floats(id: string, tensor: string, shape?: readonly number[]): Float32Array {
    return readFloats(this.#vector(id).weights, tensor, shape)
  }
  /** An integer tensor of a vector. @throws Failure `weights.tensor` */
  integers(id: string, tensor: string, shape?: readonly number[]): number[] {
    return readIntegers(this.#vector(id).weights, tensor, shape)
  }
  has(id: string, tensor: string): boolean {
    return this.#vector(id).weights.tensors.has(tensor)
  }
  shapeOf(id: string, tensor: string): readonly number[] {
    return entryOf(this.#vector(id).weights, tensor).shape
  }
  /** Names of a vector's tensors; none where its file is not safetensors. */
  tensors(id: string): string[] {
    return [...(this.#vectors.get(id)?.weights.tensors.keys() ?? [])]
  }
  /** A vector's data besides its tensors: lists of frames, decisions. */
  extra(id: string): Readonly<Record<string, unknown>> {
    return this.#vector(id).extra
  }

  /**
   * Compares floats with a recorded tensor within its tolerance.
   * @param largest the error is relative to this instead of to the tensor's largest, where rounding happened at that size
   * @throws Failure `vectors.malformed` without tolerance
   */
  compare(id: string, tensor: string, actual: ArrayLike<number>, largest?: number): Row {
    return rowOf(id, tensor, this.#tolerance(id, tensor), actual, this.floats(id, tensor), largest)
  }
  /** Compares whole numbers with a recorded tensor, exactly. An empty list may have been recorded as one of floats. */
  compareExactly(id: string, tensor: string, actual: ArrayLike<number>): Row {
    const empty = this.shapeOf(id, tensor).includes(0)
    return rowOf(id, tensor, 'exact', actual, empty ? [] : this.integers(id, tensor))
  }

  #vector(id: string): Vector {
    const vector = this.#vectors.get(id)
    if (!vector) throw new MissingVector(id)
    return vector
  }
  #tolerance(id: string, tensor: string): number {
    const tolerance = this.#vector(id).tolerances.get(tensor)
    if (typeof tolerance !== 'number') throw malformed(this.folder, `${id} ${tensor} has no tolerance`)
    return tolerance
  }
}

/** A row from two lists of numbers. Lists of different lengths, and NaN, never pass. */
export function rowOf(
  id: string,
  tensor: string,
  tolerance: number | 'exact',
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  largest = 0
): Row {
  const measured = tolerance === 'exact' ? differences(actual, expected) : relativeError(actual, expected, largest)
  const verdict = measured <= (tolerance === 'exact' ? 0 : tolerance) ? 'pass' : 'fail'
  return { id, tensor, tolerance, measured, verdict }
}

/** max|a-b| / max|b|, of `least` at least; infinite for different lengths, NaN when a NaN is met. */
export function relativeError(actual: ArrayLike<number>, expected: ArrayLike<number>, least = 0): number {
  if (actual.length !== expected.length) return Infinity
  let error = 0
  let largest = least
  for (let i = 0; i < expected.length; i++) {
    error = Math.max(error, Math.abs(actual[i]! - expected[i]!))
    largest = Math.max(largest, Math.abs(expected[i]!))
  }
  return error === 0 ? 0 : error / largest
}

function differences(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  let differing = Math.abs(actual.length - expected.length)
  for (let i = 0; i < Math.min(actual.length, expected.length); i++) if (actual[i] !== expected[i]) differing++
  return differing
}

function readManifest(folder: string): v.InferOutput<typeof manifestSchema> {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw malformed(folder, 'it is not a folder')
  let raw: unknown
  try {
    raw = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))
  } catch (error) {
    throw malformed(folder, `manifest.json cannot be read (${error instanceof Error ? error.message : String(error)})`)
  }
  const result = v.safeParse(manifestSchema, raw)
  if (result.success) return result.output
  const issue = result.issues[0]
  throw malformed(folder, `manifest.json, ${v.getDotPath(issue) ?? 'as a whole'}: ${issue.message}`)
}

/** The model's sizes; what the configuration leaves out is read off the weights. Wan's split of a head for RoPE. */
function shapeOf(folder: string, config: SetConfig, weights: Weights): TransformerShape {
  if (config.dim % (2 * config.heads)) throw malformed(folder, 'dim is not a multiple of 2 · heads')
  const [, , ...patch] = entryOf(weights, 'patch_embedding.weight').shape
  if (patch.length !== 3) throw malformed(folder, 'patch_embedding.weight has not five axes')
  const freqDim = entryOf(weights, 'time_embedding.0.weight').shape[1]!
  const sixth = 2 * Math.floor(config.dim / config.heads / 6)
  return {
    dim: config.dim,
    heads: config.heads,
    layers: config.layers,
    ffn: config.ffn,
    patch: patch as [number, number, number],
    channels: config.channels,
    latentHeight: config.latent_h,
    latentWidth: config.latent_w,
    textDim: config.text_dim,
    freqDim,
    eps: 1e-6,
    rope: { theta: 10000, split: [config.dim / config.heads - 2 * sixth, sixth, sixth] }
  }
}
