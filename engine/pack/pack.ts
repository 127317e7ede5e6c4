/** A pack: a folder with a manifest and weights, verified once and then described by plain data. */
import { Failure } from '../../app/base/failure.ts'
import type { Timebase } from '../../app/time.ts'
import { autoencoderFault } from '../../kernels/autoencoder/tensors.ts'
import type { TransformerShape } from '../../kernels/transformer/types.ts'
import type { TensorEntry } from '../../kernels/weights/header.ts'
import { entryOf, type Weights } from '../../kernels/weights/safetensors.ts'
import type { MemoryShape } from '../memory/shape.ts'
import { plainSchedule, warpedSchedule, type Schedule } from '../schedule/schedule.ts'
import { parseManifest } from './parse-manifest.ts'
import type { Manifest } from './manifest.ts'
import { mostBytes, packText } from './pack-file.ts'
import { requiredTensors } from './tensors.ts'
import { namedWeights, provenFile, provenWeights, type NamedFile } from './weights-file.ts'

export interface Pack {
  readonly folder: string
  readonly manifest: Manifest
  /** `id@revision`: what takes and snapshots are bound to. */
  readonly model: string
  readonly timebase: Timebase
  readonly shape: TransformerShape
  readonly memory: MemoryShape
  readonly schedule: Schedule
  /** Of a film's first chunk, where it has one of its own. */
  readonly firstSchedule?: Schedule
  readonly weights: { readonly transformer: Weights; readonly text: Weights; readonly autoencoder: Weights }
}

/**
 * Loads and verifies a pack: manifest, hashes of all files, names and shapes of the tensors of transformer and autoencoder,
 * finite numbers.
 * @param check `tables`: without reading the numbers, for a pack whose files were hashed as they were written
 * @throws Failure `pack.*`: `missing` (no manifest), `manifest`, `newer`, `licence`, `file`, `not-a-file`, `outside`,
 * `too-large`, `unreadable`, `hash`, `tensor`, `numbers`
 */
export async function loadPack(folder: string, check: 'all' | 'tables' = 'all'): Promise<Pack> {
  const manifest = parseManifest(await readManifest(folder))
  const weightsOf = check === 'all' ? provenWeights : namedWeights
  const [transformer, text, autoencoder] = await Promise.all([
    weightsOf(folder, manifest.transformer),
    weightsOf(folder, manifest.text),
    weightsOf(folder, manifest.autoencoder)
  ])
  if (manifest.preview) await weightsOf(folder, manifest.preview)
  const words = wordsOf(manifest.text)
  if (words && check === 'all') await provenFile(folder, words, mostBytes.vocabulary)
  const shape = transformerShape(manifest)
  for (const [name, dims] of requiredTensors(shape)) requireTensor(manifest.transformer.file, transformer, name, dims)
  if (manifest.autoencoder.kind === 'storybook') {
    const { file, ...sizes } = manifest.autoencoder
    const { framesPerLatent } = manifest.video
    const fault = autoencoderFault(autoencoder, { ...manifest.latent, framesPerLatent, ...sizes })
    if (fault !== null) throw mismatch(file, fault)
  }
  return {
    folder,
    manifest,
    model: `${manifest.id}@${manifest.revision}`,
    timebase: timebaseOf(manifest),
    shape,
    memory: memoryShape(manifest),
    ...schedulesOf(manifest),
    weights: { transformer, text, autoencoder }
  }
}

/** The file of the tokenizer, where its hash is known. */
const wordsOf = (text: Manifest['text']): NamedFile | null =>
  text.kind === 'bert'
    ? { file: text.vocab, sha256: text.vocabSha256 }
    : text.tokenizerSha256 === undefined
      ? null
      : { file: text.tokenizer, sha256: text.tokenizerSha256 }

/**
 * The text of a manifest, not parsed.
 * @throws Failure `pack.missing`, or what `packText` refuses of one that is there
 */
export async function readManifest(folder: string): Promise<string> {
  try {
    return await packText(folder, 'manifest.json', mostBytes.manifest)
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== 'pack.file') throw error
    throw new Failure(
      'pack.missing',
      `There is no pack in ${folder}: it has no readable manifest.json.`,
      'Choose the folder that holds manifest.json and the weights beside it.',
      { folder }
    )
  }
}

const floats: ReadonlySet<string> = new Set(['F32', 'F16', 'BF16'])

const mismatch = (file: string, detail: string): Failure =>
  new Failure(
    'pack.tensor',
    `${file} does not hold the model its manifest describes. ${detail}`,
    'Manifest and weights belong to different models. Fetch the pack again.',
    { file, detail }
  )

function requireTensor(file: string, weights: Weights, name: string, dims: readonly number[]): void {
  let entry: TensorEntry
  try {
    entry = entryOf(weights, name, dims)
  } catch (error) {
    throw mismatch(file, Failure.from(error).cause)
  }
  if (!floats.has(entry.dtype)) throw mismatch(file, `"${name}" is stored as ${entry.dtype}.`)
}

/** How seconds, display frames, latent frames and chunks of this model relate. */
export function timebaseOf({ video, chunk }: Manifest): Timebase {
  return {
    fps: video.fps,
    framesPerLatent: video.framesPerLatent,
    latentsPerChunk: chunk.latents
  }
}

export function transformerShape({ transformer, latent }: Manifest): TransformerShape {
  const { dim, heads, layers, ffn, patch, textDim, freqDim, eps, rope, sma } = transformer
  return {
    dim,
    heads,
    layers,
    ffn,
    patch,
    channels: latent.channels,
    latentHeight: latent.height,
    latentWidth: latent.width,
    textDim,
    freqDim,
    eps,
    rope: { theta: rope.theta, split: rope.split },
    ...(sma ? { sma } : {})
  }
}

export function memoryShape({ memory, transformer, chunk }: Manifest): MemoryShape {
  const { sink, bank, window, recordEvery, enterBank, recache, includePadding, agreement } = memory
  const { positions } = transformer.rope
  return {
    layers: transformer.layers,
    chunk: chunk.latents,
    sink,
    bank,
    window,
    recordEvery,
    enterBank,
    recache,
    positions,
    includePadding,
    agreement
  }
}

/** The noise levels of every chunk, and of a film's first chunk where the manifest names its own. */
export function schedulesOf({ sampler }: Manifest): Pick<Pack, 'schedule' | 'firstSchedule'> {
  const { timestepScale, prediction } = sampler
  const of = (levels: readonly number[]): Schedule =>
    sampler.kind === 'renoise'
      ? plainSchedule(levels, timestepScale, prediction)
      : warpedSchedule(levels, sampler.shift, timestepScale, prediction)
  const [usual, first] =
    sampler.kind === 'renoise' ? [sampler.sigmas, sampler.firstSigmas] : [sampler.steps, sampler.firstSteps]
  return { schedule: of(usual), ...(first && { firstSchedule: of(first) }) }
}
