/**
 * Asks a model what a film would: words read, a first pass without memory, passes over a full one, pictures. All at the pack's own
 * shapes, with keys and values of its own.
 */
import type { PastLayer, TextMemory, TimeModulation, Transformer } from '../../kernels/transformer/types.ts'
import { rotate } from '../../kernels/transformer/rope.ts'
import { noPast } from '../decode/past.ts'
import { timed } from '../generate/stopwatch.ts'
import type { Model } from '../generate/types.ts'
import { fillNoise } from '../noise/noise.ts'
import { Prompt } from '../rollout/prompt.ts'
import { cleanTimestep } from '../schedule/schedule.ts'
import type { PackAnswer } from './errors.ts'

/** What comes in: the processor's own answers, so that errors of one part do not count again in the next. */
export interface Inputs {
  readonly text: TextMemory
  readonly features: { readonly features: Float32Array; readonly tokens: number }
  readonly clean: TimeModulation
  readonly noisy: TimeModulation
  readonly past: readonly PastLayer[]
}

export interface AskedPack {
  readonly answer: PackAnswer
  readonly inputs: Inputs
  /** Milliseconds of one denoising pass over a full memory: the fastest of a few. */
  readonly took: number
}

const words = 'A purple cat walks to the right in a meadow.'
const seed = 14

/** @param given what the processor answered; absent for the processor itself */
export async function ask(model: Model, given?: Inputs): Promise<AskedPack> {
  const { pack, transformer } = model
  const { chunk: frames, sink, bank, window } = pack.memory
  const pastFrames = sink + bank + window
  const { padding, maxTokens } = pack.manifest.text

  const read = await model.encodeText(words)
  const { features, tokens } = given?.features ?? read
  const rows = padding === 'zeros' ? maxTokens : tokens
  const { memory } = await Prompt.prepare(transformer, words, features, tokens, rows)
  const clean = await transformer.timeModulation(cleanTimestep)
  const noisy = await transformer.timeModulation(pack.schedule.timesteps.at(-1)!)
  const with_ = { text: given?.text ?? memory, clean: given?.clean ?? clean, noisy: given?.noisy ?? noisy }

  const pass = (chunk: number, time: TimeModulation, past: readonly PastLayer[] | null) => ({
    latents: noise(model, chunk),
    ...{ frames, time, text: with_.text },
    positions: Array.from({ length: frames }, (_, frame) => (past ? pastFrames : 0) + frame),
    past: past ?? with_.text.keys.map(() => ({ keys: new Float32Array(0), values: new Float32Array(0) })),
    pastFrames: past ? pastFrames : 0,
    memoryFrames: past ? sink + bank : 0
  })
  const first = await transformer.forward(pass(0, with_.clean, null))
  const past = given?.past ?? (await pastOf(transformer, pastFrames, frames, (at) => pass(at, with_.clean, null)))
  const remembering = await transformer.forward(pass(1, with_.clean, past))
  const denoising = { ...pass(1, with_.noisy, past), answerOnly: true }
  const denoised = await transformer.forward(denoising)
  const took = await fastest(() => transformer.forward(denoising))
  const pictures = await model.decode(noise(model, 2), noPast)
  return {
    answer: {
      text: [read.features, ...memory.keys, ...memory.values],
      time: [clean.e, clean.e0, noisy.e, noisy.e0],
      'first pass': [first.output],
      pass: [denoised.output, remembering.output],
      memory: [first, remembering].flatMap(({ keys, values, queries = [] }) => [...keys, ...values, ...queries]),
      pictures: pictures.frames
    },
    inputs: { ...with_, features: { features, tokens }, past },
    took
  }
}

/** Latents of one chunk. */
function noise({ pack }: Model, chunk: number): Float32Array {
  const { channels, latentHeight, latentWidth } = pack.shape
  const latents = new Float32Array(pack.memory.chunk * channels * latentHeight * latentWidth)
  fillNoise(latents, { seed, chunk, step: 0 })
  return latents
}

/** Keys and values of `pastFrames` different frames, keys rotated at their positions. */
async function pastOf(
  transformer: Transformer,
  pastFrames: number,
  frames: number,
  input: (chunk: number) => Parameters<Transformer['forward']>[0]
): Promise<PastLayer[]> {
  const { shape, tokensPerFrame } = transformer
  const frameSize = tokensPerFrame * shape.dim
  const past = Array.from({ length: shape.layers }, () => ({
    keys: new Float32Array(pastFrames * frameSize),
    values: new Float32Array(pastFrames * frameSize)
  }))
  for (let at = 0; at < pastFrames; at += frames) {
    const { keys, values } = await transformer.forward(input(3 + at / frames))
    const size = Math.min(frames, pastFrames - at) * frameSize
    past.forEach((layer, index) => {
      layer.keys.set(keys[index]!.subarray(0, size), at * frameSize)
      layer.values.set(values[index]!.subarray(0, size), at * frameSize)
    })
  }
  const positions = Array.from({ length: pastFrames }, (_, frame) => frame)
  for (const { keys } of past) rotate(shape, keys, positions)
  return past
}

/** Milliseconds; three times, unless it takes long. */
async function fastest(work: () => Promise<unknown>): Promise<number> {
  let [least, all] = [Infinity, 0]
  for (let time = 0; time < 3 && all < 1000; time++) {
    const { took } = await timed(work)
    least = Math.min(least, took)
    all += took
  }
  return least
}
