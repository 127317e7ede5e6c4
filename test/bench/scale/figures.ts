/** What a model of 1.3 billion parameters costs on this machine: loaded, one chunk of two steps and its clean pass, memory. */
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { generate } from '../../../engine/generate/generate.ts'
import { openModel } from '../../../engine/generate/open.ts'
import { timed } from '../../../engine/generate/stopwatch.ts'
import type { MadeChunk } from '../../../engine/generate/types.ts'
import { expectedSilence } from '../../../engine/worker/silence.ts'
import type { Figure } from '../figure.ts'
import { prompt } from '../lineage.ts'
import { largeMatMul } from '../matmul.ts'
import { writeScalePack } from './pack.ts'

/** Bytes of memory that all of it may take. */
const mostMemory = 12e9

/** @param memory gigabytes that prepared weights may take; 0: half of what is free */
export async function scaleFigures(
  folder: string,
  threads: number,
  memory: number,
  say: (text: string) => void
): Promise<Figure[]> {
  const pack = join(folder, 'scale')
  say('Weights are written …')
  const weights = writeScalePack(pack)
  const product = await largeMatMul(threads)
  say('The model is loaded …')
  const options = { threads, spin: true, ...(memory > 0 && { memory: memory * 1e9 }) }
  const { result: model, took: loading } = await timed(() => openModel(pack, options))
  const afterLoading = residentNow()
  const expected = await expectedSilence(model.longestRun, options)
  say(`Loaded in ${(loading / 1000).toFixed(1)} s, ${(afterLoading / 1e9).toFixed(2)} GB. A chunk is made …`)
  const silences = monitorEventLoopDelay()
  silences.enable()
  const rates: number[] = []
  const chunk = await oneChunk(model, say, async () => void rates.push(await product.rate(3)))
  silences.disable()
  await product.release()
  const { text, denoise, decode, clean } = chunk.timings
  const all = text + denoise + decode + clean
  const { chunk: frames } = model.pack.memory
  const pass = model.transformer.flops(frames, 0, model.pack.manifest.text.maxTokens)
  await model.release()
  const seconds = (name: string, milliseconds: number): Figure => ({
    ...{ name, value: milliseconds / 1000, unit: 's' },
    baseline: { name: 'chunk', value: all / 1000 }
  })
  const share = (name: string, flops: number, milliseconds: number): Figure => ({
    ...{ name, value: flops / milliseconds / 1e6, unit: 'GFLOP/s' },
    baseline: { name: "ONNX Runtime's 1024³ MatMul at its fastest", value: Math.max(...rates) }
  })
  return [
    seconds('1.3 billion parameters: loaded, hashes and numbers checked', loading),
    seconds('text, two of 24 layers', text),
    seconds('a denoising pass, nothing remembered yet', denoise / 2),
    seconds('the clean pass, its page and hash', clean),
    seconds('pictures of three latent frames', decode),
    share('transformer rate', 2 * pass, denoise),
    {
      ...{ name: 'longest time without an answer', value: silences.max / 1e9, unit: 's' },
      baseline: { name: 'told', value: expected / 1000 }
    },
    {
      ...{ name: 'memory, loaded', value: afterLoading / 1e9, unit: 'GB' },
      baseline: { name: 'weights on the disk', value: weights / 1e9 }
    },
    {
      ...{ name: 'memory, most', value: mostResident() / 1e9, unit: 'GB' },
      baseline: { name: 'weights on the disk', value: weights / 1e9 },
      goal: { text: `at most ${mostMemory / 1e9} GB`, met: mostResident() <= mostMemory }
    }
  ]
}

/**
 * The first chunk of a film, made as the engine does, which handles messages where it is asked to go on.
 * @param between called there; its time is not the chunk's
 */
async function oneChunk(
  model: Parameters<typeof generate>[0],
  say: (text: string) => void,
  between: () => Promise<void>
): Promise<MadeChunk> {
  const none = () => Promise.resolve([])
  const plan = { prompt, seed: 7, policy: model.pack.manifest.memory.policy, firstChunk: 0, chunks: 1 } as const
  const made = generate(model, null, plan, {
    source: { pages: none, latents: none },
    checkpoint: () => between().then(() => 'go' as const),
    onProgress: (_, step, steps) =>
      say(`  ${step.toFixed(2)} of ${steps} passes, ${(residentNow() / 1e9).toFixed(2)} GB`)
  })
  for await (const chunk of made) return chunk
  throw new Error('no chunk was made')
}

const residentNow = (): number => process.memoryUsage().rss
const mostResident = (): number => process.resourceUsage().maxRSS * 1024
