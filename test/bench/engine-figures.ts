/** Cost of the engine, measured in this process in alternating chunks, so that other load affects all variants equally. */
import type { Model } from '../../engine/generate/types.ts'
import { median, type Figure } from './figure.ts'
import { Lineage, prompt } from './lineage.ts'
import { largeMatMul } from './matmul.ts'

const productsPerChunk = 3

/** Compares adaptive memory with a frame sink alone and with none, and the transformer's rate with a large matrix product. */
export async function memoryAndRate(model: Model, chunks: number, threads: number): Promise<Figure[]> {
  const watched = new WatchedTransformer(model)
  const memflow = new Lineage(watched.model, 'memflow')
  const sink = new Lineage(model, 'sink')
  const none = new Lineage(model, 'none')
  const all = [memflow, sink, none]
  for (let i = 0; i < fullMemory(model); i++) for (const lineage of all) await lineage.next()
  for (const lineage of all) lineage.forget()
  watched.passes = []
  const product = await largeMatMul(threads)
  const rates: number[] = []
  for (let i = 0; i < chunks; i++) {
    // The first variant after the matrix product finds other caches and threads, so each is first in turn.
    const first = i % all.length
    for (const lineage of [...all.slice(first), ...all.slice(0, first)]) await lineage.next()
    rates.push(await product.rate(productsPerChunk))
  }
  await product.release()
  return [
    ...costOf(memflow, sink, 'sink', 5),
    ...costOf(memflow, none, 'none', 12),
    await rateOf(model, median(watched.passes), median(rates))
  ]
}

/** Cost of adaptive memory: for the whole chunk, as in the paper (frames per second), and for the transformer alone. */
function costOf(memflow: Lineage, other: Lineage, name: string, goal: number): Figure[] {
  const against = (value: number, base: number) => ({
    value,
    unit: 'ms',
    baseline: { name: `policy ${name}`, value: base }
  })
  const whole = against(median(memflow.whole), median(other.whole))
  const met = whole.value / whole.baseline.value <= 1 + goal / 100
  return [
    { name: `chunk, memflow against ${name}`, ...whole, goal: { text: `at most ${goal} % more`, met } },
    { name: `its transformer, memflow against ${name}`, ...against(median(memflow.passes), median(other.passes)) }
  ]
}

/** Compares denoising in 8 bits with exact, in alternating chunks with full memory. The least of each: other load only adds. */
export async function precisionFigures(exact: Model, fast: Model, chunks: number): Promise<Figure[]> {
  const both = [exact, fast].map((model) => new Lineage(model, 'memflow')) as [Lineage, Lineage]
  for (let i = 0; i < fullMemory(exact); i++) for (const lineage of both) await lineage.next()
  for (const lineage of both) lineage.forget()
  for (let i = 0; i < chunks; i++) for (const lineage of i % 2 ? both.toReversed() : both) await lineage.next()
  const [right, quick] = both
  const against = (name: string, here: readonly number[], there: readonly number[]): Figure => ({
    name,
    value: Math.min(...here),
    unit: 'ms',
    baseline: { name: 'exact', value: Math.min(...there) }
  })
  return [
    against('chunk, precision fast', quick.whole, right.whole),
    against('its transformer, precision fast', quick.passes, right.passes)
  ]
}

/** A model whose forward passes are timed one by one, without the engine's work in between. */
class WatchedTransformer {
  readonly model: Model
  /** Milliseconds. */
  passes: number[] = []

  constructor(model: Model) {
    const forward: Model['transformer']['forward'] = async (input) => {
      const began = performance.now()
      const output = await model.transformer.forward(input)
      this.passes.push(performance.now() - began)
      return output
    }
    this.model = { ...model, transformer: { ...model.transformer, forward } }
  }
}

async function rateOf(model: Model, milliseconds: number, product: number): Promise<Figure> {
  const { latentsPerChunk } = model.pack.timebase
  const { sink, bank, window } = model.pack.memory
  const { tokens } = await model.encodeText(prompt)
  const value = model.transformer.flops(latentsPerChunk, sink + bank + window, tokens) / milliseconds / 1e6
  return {
    name: 'transformer rate, memory full',
    value,
    unit: 'GFLOP/s',
    baseline: { name: "ONNX Runtime's 1024³ MatMul", value: product },
    goal: { text: 'at least 75 %', met: value / product >= 0.75 }
  }
}

/** Compares a late chunk of a long film with one of its first minute, from two saved positions, in turns. */
export async function minuteTen(model: Model, minutes: number, chunks: number): Promise<Figure> {
  const { fps, framesPerLatent, latentsPerChunk } = model.pack.timebase
  const perMinute = Math.round((60 * fps) / (framesPerLatent * latentsPerChunk))
  const film = new Lineage(model, 'memflow')
  for (let i = 0; i < perMinute; i++) await film.next()
  const early = new Lineage(model, 'memflow', film.place)
  for (let i = perMinute; i < minutes * perMinute; i++) await film.next()
  const late = new Lineage(model, 'memflow', film.place)
  for (const lineage of [early, late]) {
    await lineage.next() // the first chunk reads its pages from outside: not measured
    lineage.forget()
  }
  for (let i = 0; i < chunks; i++) {
    await early.next()
    await late.next()
  }
  const baseline = { name: 'minute 1', value: median(early.whole) }
  const value = median(late.whole)
  const met = value / baseline.value <= 1.05
  return { name: `chunk at minute ${minutes} of film`, value, unit: 'ms', baseline, goal: { text: 'within 5 %', met } }
}

/** Chunks after which sink, bank and window are full. */
function fullMemory({ pack }: Model): number {
  const { sink, bank, window } = pack.memory
  return Math.ceil((sink + window) / pack.timebase.latentsPerChunk) + bank + 1
}
