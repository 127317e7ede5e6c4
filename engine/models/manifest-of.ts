/** The manifest of a pack that is made of published files: sizes from the tensors, the rest from its family. */
import type { Manifest } from '../pack/manifest.ts'
import type { Tensors } from './copies.ts'
import type { Family } from './families.ts'
import { textSizes, transformerSizes } from './sizes.ts'
import { unfitting } from './refusal.ts'

/** In points; multiples of 16. */
export interface Canvas {
  readonly width: number
  readonly height: number
}

/** What Wan 2.1's model of this size was trained for. */
export const usualCanvas: Canvas = { width: 832, height: 480 }

export const fileNames = {
  generator: 'transformer.safetensors',
  text: 'text.safetensors',
  tokenizer: 'spiece.model',
  decoder: 'decoder.safetensors',
  tinyDecoder: 'tiny-decoder.safetensors'
} as const
export type PackedPart = keyof typeof fileNames

/** Channels of an attention head of Wan, and how they turn: time, rows, columns (memflow.md §2.1, §2.7). */
const head = 128
const split: [number, number, number] = [44, 42, 42]
/** Points and pictures that one latent becomes. */
const [pointsPerLatent, framesPerLatent] = [8, 4]

/** Of Wan 2.1's autoencoder, by channel (memflow.md §5.1). */
const mean = [
  ...[-0.7571, -0.7089, -0.9113, 0.1075, -0.1745, 0.9653, -0.1517, 1.5508],
  ...[0.4134, -0.0715, 0.5517, -0.3632, -0.1922, -0.9497, 0.2503, -0.2921]
]
const std = [
  ...[2.8184, 1.4541, 2.3275, 2.6558, 1.2196, 1.7708, 2.6052, 2.0743],
  ...[3.2687, 2.1526, 2.8652, 1.5579, 1.6382, 1.1253, 2.8251, 1.916]
]

/** What the manifest is made of. */
export interface Described {
  readonly id: string
  readonly revision: string
  readonly family: Family
  readonly canvas: Canvas
  readonly licence: { readonly model: string } & Readonly<Record<string, string>>
  readonly madeFrom: NonNullable<Manifest['madeFrom']>
  readonly generator: Tensors
  readonly text: Tensors
  /** Null where there is only the tiny one. */
  readonly decoder: Tensors | null
  readonly tinyDecoder: Tensors | null
}

/**
 * @param hashes of the files, SHA-256 in hex
 * @throws Failure `models.unfitting` for sizes that this program does not know how to run
 */
export function manifestOf(of: Described, hashes: Readonly<Record<PackedPart, string>>): Manifest {
  const { id, revision, family, canvas, licence, madeFrom } = of
  const named = (part: PackedPart) => ({ file: fileNames[part], sha256: hashes[part] })
  const tiny = of.tinyDecoder && ({ kind: 'tiny', ...named('tinyDecoder') } as const)
  return {
    format: 'throughline-pack',
    version: 1,
    ...{ id, revision, name: `${family.name}, ${canvas.width}×${canvas.height}`, about: aboutOf(of) },
    ...{ licence, madeFrom: [...madeFrom] },
    video: { ...canvas, fps: 16, framesPerLatent, firstLatentFrames: 1 },
    latent: {
      ...{ channels: mean.length, height: canvas.height / pointsPerLatent, width: canvas.width / pointsPerLatent },
      ...{ mean, std }
    },
    chunk: { latents: 3 },
    transformer: { ...named('generator'), ...transformerOf(of.generator) },
    memory: {
      ...{ policy: family.policy, sink: family.sink, bank: family.bank, window: family.window },
      ...{ recordEvery: 3, enterBank: 'nextChunk', recache: true, includePadding: false, agreement: 'contrast' },
      // A film minute at 832×480 would be 69 GB: pages are written again from latents.
      keep: 'none'
    },
    sampler: { kind: 'warped', steps: [...family.steps], shift: 5, timestepScale: 1000, prediction: 'velocity' },
    text: {
      ...{ kind: 'umt5', ...named('text'), tokenizer: fileNames.tokenizer, tokenizerSha256: hashes.tokenizer },
      ...textOf(of.text, of.generator)
    },
    autoencoder: of.decoder ? { kind: 'wan', ...named('decoder'), dim: decoderWidth(of.decoder) } : tiny!,
    ...(of.decoder && tiny ? { preview: tiny } : {})
  }
}

const aboutOf = ({ family, madeFrom }: Described): string =>
  `${family.name} on Wan 2.1, imported from ${madeFrom.map(({ file }) => file).join(', ')}`.slice(0, 1900)

function transformerOf(tensors: Tensors) {
  const { dim, layers, ffn, patch, textDim, freqDim } = transformerSizes(tensors)
  if (dim % head !== 0)
    throw unfitting(`the generator is ${dim} wide, which is no multiple of ${head}, the width of a head of Wan`)
  if (patch[0] !== 1) throw unfitting(`the generator takes ${patch[0]} latent frames together`)
  return {
    ...{ dim, heads: dim / head, layers, ffn, patch: [1, patch[1], patch[2]] as [1, number, number] },
    ...{ textDim, freqDim, eps: 1e-6, qkNorm: true as const, crossAttentionNorm: true as const },
    rope: { theta: 10000, split, positions: 'absolute' as const }
  }
}

function textOf(tensors: Tensors, generator: Tensors) {
  const { width, layers } = textSizes(tensors)
  const { textDim } = transformerSizes(generator)
  if (width !== textDim) throw unfitting(`the text model is ${width} wide, and the generator reads ${textDim}`)
  const [buckets = 0, heads = 0] = tensors.get('blocks.0.pos_embedding.embedding.weight')!.shape
  const ffn = tensors.get('blocks.0.ffn.fc1.weight')!.shape[0]!
  return { dim: width, layers, heads, ffn, buckets, eps: 1e-6, maxTokens: 512, padding: 'zeros' as const }
}

function decoderWidth(tensors: Tensors): number {
  const count = (ending: string): number => [...tensors.keys()].filter((name) => name.endsWith(ending)).length
  const [points, frames] = [2 ** count('.resample.1.weight'), 2 ** count('.time_conv.weight')]
  if (points !== pointsPerLatent || frames !== framesPerLatent)
    throw unfitting(
      `the decoder makes ${points} points and ${frames} pictures of a latent, and not ${pointsPerLatent} and ${framesPerLatent}`
    )
  return tensors.get('decoder.head.0.gamma')!.shape[0]!
}
