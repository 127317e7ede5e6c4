/** Checks combinations of a manifest's numbers, each of which is valid alone. */
import { limits } from '../../app/base/limits.ts'
import { decodedSize } from '../../kernels/autoencoder/shape.ts'
import { causalSize } from '../decode/past.ts'
import type { Manifest } from './manifest.ts'

/** The first contradiction in words, with field names; null when there is none. */
export function insaneNumbers(manifest: Manifest): string | null {
  const { video, latent, chunk, transformer, memory, sampler, text } = manifest
  const { dim, heads, patch, rope } = transformer
  const split = rope.split.reduce((sum, part) => sum + part, 0)
  if (dim % heads !== 0) return `transformer.heads = ${heads} does not divide transformer.dim = ${dim}`
  if (split !== dim / heads)
    return `transformer.rope.split adds up to ${split}, but a head has ${dim / heads} channels (transformer.dim / transformer.heads)`
  if (rope.split.some((part) => part % 2 !== 0))
    return 'transformer.rope.split must hold even numbers: channels turn in pairs'
  if (transformer.freqDim % 2 !== 0) return `transformer.freqDim = ${transformer.freqDim} is odd`
  if (latent.height % patch[1] !== 0 || latent.width % patch[2] !== 0)
    return `transformer.patch ${patch.join('×')} does not divide the latent's ${latent.height} rows and ${latent.width} columns`
  for (const list of ['mean', 'std'] as const)
    if (latent[list].length !== latent.channels)
      return `latent.${list} has ${latent[list].length} numbers for latent.channels = ${latent.channels}`
  if (text.dim !== transformer.textDim)
    return `text.dim = ${text.dim} is not what the transformer reads, transformer.textDim = ${transformer.textDim}`
  if ((video.firstLatentFrames ?? video.framesPerLatent) > video.framesPerLatent)
    return `video.firstLatentFrames = ${video.firstLatentFrames} is more than video.framesPerLatent = ${video.framesPerLatent}`
  if (text.kind === 'bert' && text.dim % text.heads !== 0)
    return `text.heads = ${text.heads} does not divide text.dim = ${text.dim}`
  return (
    badPictures(manifest) ?? badCost(manifest) ?? badLevels(sampler) ?? badMemory(memory, chunk.latents, rope.positions)
  )
}

/** Checks that the decoder's picture size is the declared one. */
function badPictures({ video, latent, chunk, autoencoder }: Manifest): string | null {
  const points = video.width * video.height
  if (points > limits.framePoints)
    return `video is ${video.width}×${video.height}: a film's pictures have at most ${limits.framePoints} points`
  const frames = chunk.latents * video.framesPerLatent
  if (frames > limits.chunkFrames || frames * points > limits.chunkPoints)
    return `chunk.latents and video make a chunk ${frames} pictures of ${points} points, which is too much to show at once`
  if (autoencoder.kind !== 'storybook') return badCausal(video, latent)
  const drawn = decodedSize({ ...latent, ...autoencoder })
  if (!isSize(video, drawn)) return otherSize(video, drawn, 'latent, autoencoder.patchOut and blocks')
  if (video.framesPerLatent % autoencoder.hold !== 0)
    return `autoencoder.hold = ${autoencoder.hold} does not divide video.framesPerLatent = ${video.framesPerLatent}`
  return null
}

/** Of Wan's decoder and the tiny one, whose sizes are fixed. */
function badCausal(video: Manifest['video'], latent: Manifest['latent']): string | null {
  const drawn = { width: causalSize.points * latent.width, height: causalSize.points * latent.height }
  if (!isSize(video, drawn)) return otherSize(video, drawn, 'latent')
  const { framesPerLatent, firstLatentFrames } = video
  if (framesPerLatent === causalSize.frames && firstLatentFrames === 1) return null
  return `video.framesPerLatent and firstLatentFrames are ${framesPerLatent} and ${firstLatentFrames}, but the autoencoder draws ${causalSize.frames}, and 1 of the first`
}

interface Size {
  readonly width: number
  readonly height: number
}
const isSize = (video: Size, drawn: Size): boolean => drawn.width === video.width && drawn.height === video.height
/** @param from the fields that decide what is drawn */
const otherSize = (video: Size, drawn: Size, from: string): string =>
  `video is ${video.width}×${video.height}, but the autoencoder draws ${drawn.width}×${drawn.height} (${from})`

/** Limits on products of several numbers. */
const most = {
  /** Tokens that one pass reads: those of a chunk and of all that is remembered. */
  tokens: 200_000,
  /** Bytes of one latent frame's pages, all layers. */
  pageBytes: 2 ** 31,
  /** Numbers of the latents of one chunk. */
  latents: 2 ** 28
}

function badCost({ latent, chunk, transformer, memory }: Manifest): string | null {
  const tokens = (latent.height / transformer.patch[1]) * (latent.width / transformer.patch[2])
  const frames = chunk.latents + memory.sink + memory.bank + memory.window
  const found: Record<keyof typeof most, readonly [number, string]> = {
    tokens: [tokens * frames, 'tokens read at once (latent, transformer.patch, chunk, memory)'],
    pageBytes: [4 * tokens * transformer.dim * transformer.layers, 'bytes remembered of a frame (latent, transformer)'],
    latents: [latent.channels * latent.height * latent.width * chunk.latents, 'numbers a chunk (latent, chunk)']
  }
  for (const name of Object.keys(most) as (keyof typeof most)[]) {
    const [amount, what] = found[name]
    if (amount > most[name]) return `it asks for ${amount} ${what}; the most is ${most[name]}`
  }
  return null
}

/** Noise levels fall from 1 (or the base steps from 1000) and stay above nothing. */
function badLevels(sampler: Manifest['sampler']): string | null {
  const [top, all] =
    sampler.kind === 'renoise'
      ? [1, { sigmas: sampler.sigmas, firstSigmas: sampler.firstSigmas }]
      : [1000, { steps: sampler.steps, firstSteps: sampler.firstSteps }]
  for (const [field, levels] of Object.entries<readonly number[] | undefined>(all)) {
    if (levels === undefined) continue
    if (levels[0] !== top) return `sampler.${field} must begin with ${top}, pure noise`
    if (levels.some((level, i) => !(level > 0) || (i > 0 && level >= levels[i - 1]!)))
      return `sampler.${field} must fall from each to the next and stay above 0`
  }
  return null
}

function badMemory(memory: Manifest['memory'], chunk: number, positions: 'slot' | 'absolute'): string | null {
  if (memory.bank > 0 && memory.sink === 0)
    return 'memory.bank needs a memory.sink: the bank extends the first frames of the film'
  if (memory.window % chunk !== 0)
    return `memory.window = ${memory.window} is not a whole number of chunks of ${chunk} latent frames`
  if (memory.recache && positions !== 'absolute')
    return 'memory.recache needs transformer.rope.positions = "absolute": slots have no place for re-encoded frames'
  if (memory.recache && memory.enterBank !== 'nextChunk')
    return 'memory.recache needs memory.enterBank = "nextChunk": a prototype keeps what it was born with'
  return null
}
