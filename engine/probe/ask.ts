/**
 * Asks a model what a film would: words read, a first pass without memory, passes over a full one, pictures. All at the pack's own
 * shapes, with keys and values of its own, which go through whoever holds them on that device.
 */
import type { ForwardInput, TextMemory, TimeModulation } from '../../kernels/transformer/types.ts'
import { noPast } from '../decode/past.ts'
import { timed } from '../generate/stopwatch.ts'
import type { Model } from '../generate/types.ts'
import { fillNoise } from '../noise/noise.ts'
import { Prompt } from '../rollout/prompt.ts'
import { cleanTimestep } from '../schedule/schedule.ts'
import type { PackAnswer } from './errors.ts'
import { AskedMemory, type AskedPage } from './memory.ts'

/** What comes in: the processor's own answers, so that errors of one part do not count again in the next. */
export interface Inputs {
  readonly text: TextMemory
  readonly features: { readonly features: Float32Array; readonly tokens: number }
  readonly clean: TimeModulation
  readonly noisy: TimeModulation
  /** A full memory. */
  readonly past: readonly AskedPage[]
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
  const { padding, maxTokens } = pack.manifest.text

  const read = await model.encodeText(words)
  const { features, tokens } = given?.features ?? read
  const rows = padding === 'zeros' ? maxTokens : tokens
  const { memory } = await Prompt.prepare(transformer, words, features, tokens, rows)
  const clean = await transformer.timeModulation(cleanTimestep)
  const noisy = await transformer.timeModulation(pack.schedule.timesteps.at(-1)!)
  const with_ = { text: given?.text ?? memory, clean: given?.clean ?? clean, noisy: given?.noisy ?? noisy }

  /** @param from position of its first frame */
  const pass = (chunk: number, from: number, time: TimeModulation, past: Past): ForwardInput => ({
    ...{ latents: noise(model, chunk), frames, time, text: with_.text, ...past },
    positions: Array.from({ length: frames }, (_, frame) => from + frame)
  })
  const held = new AskedMemory(model)
  const nothing = held.nothing()
  const first = await transformer.forward(pass(0, 0, with_.clean, nothing))
  const kept = await held.keep('first', first, 0)
  const own = await held.gather([kept], frames, 0)
  const over = await transformer.forward({ ...pass(1, frames, with_.noisy, own.input), answerOnly: true })
  own.release()

  const count = sink + bank + window
  const pages =
    given?.past ?? (await pagesOf(held, count, (at) => transformer.forward(pass(3 + at, at, with_.clean, nothing))))
  const past = await held.gather(pages, count, sink + bank)
  const remembering = await transformer.forward(pass(1, count, with_.clean, past.input))
  const denoising = { ...pass(1, count, with_.noisy, past.input), answerOnly: true }
  const denoised = await transformer.forward(denoising)
  const took = await fastest(() => transformer.forward(denoising))
  past.release()
  const means = [kept, await held.keep('remembering', remembering, count)].flatMap((page) => held.meanKeys(page))
  const pictures = await model.decode(noise(model, 2), noPast)
  return {
    answer: {
      text: [read.features, ...memory.keys, ...memory.values],
      time: [clean.e, clean.e0, noisy.e, noisy.e0],
      'first pass': [first.output],
      pass: [denoised.output, remembering.output],
      memory: [over.output, ...means, ...[first, remembering].flatMap(({ queries = [] }) => queries)],
      pictures: pictures.frames
    },
    inputs: { ...with_, features: { features, tokens }, past: pages },
    took
  }
}

type Past = Pick<ForwardInput, 'past' | 'residentPast' | 'pastFrames' | 'memoryFrames'>

/** Latents of one chunk. */
function noise({ pack }: Model, chunk: number): Float32Array {
  const { channels, latentHeight, latentWidth } = pack.shape
  const latents = new Float32Array(pack.memory.chunk * channels * latentHeight * latentWidth)
  fillNoise(latents, { seed, chunk, step: 0 })
  return latents
}

/** Pages of at least `count` different frames. @param made makes those from position `at` on */
async function pagesOf(
  held: AskedMemory,
  count: number,
  made: (at: number) => ReturnType<Model['transformer']['forward']>
): Promise<AskedPage[]> {
  const pages: AskedPage[] = []
  for (let at = 0; at < count; at += held.frames) pages.push(await held.keep(`past ${at}`, await made(at), at))
  return pages
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
