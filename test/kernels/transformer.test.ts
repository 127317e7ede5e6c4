/** The transformer on the shipped pack, at the size of Wan2.1-T2V-1.3B, and given what does not fit. */
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fromBinary } from '@bufbuild/protobuf'
import { ModelProtoSchema } from 'onnx-buf'
import { afterAll, describe, expect, test } from 'vitest'
import { parseManifest } from '../../engine/pack/parse-manifest.ts'
import { transformerShape } from '../../engine/pack/pack.ts'
import { passGraph, textGraph, timeGraph } from '../../kernels/transformer/graphs.ts'
import { openTransformer } from '../../kernels/transformer/open.ts'
import { rotate } from '../../kernels/transformer/rope.ts'
import { sinusoid } from '../../kernels/transformer/sinusoid.ts'
import type { ForwardInput, Transformer, TransformerShape } from '../../kernels/transformer/types.ts'
import { openWeights, readFloats } from '../../kernels/weights/safetensors.ts'
import { relativeError } from '../vectors/set.ts'
import { parameterShapes, writeRandomModel } from './kit/random-model.ts'

const folder = mkdtempSync(join(tmpdir(), 'transformer-'))
afterAll(() => {
  rmSync(folder, { recursive: true })
})
const options = { threads: 2, spin: false }

const wan: TransformerShape = {
  dim: 1536,
  heads: 12,
  layers: 30,
  ffn: 8960,
  patch: [1, 2, 2],
  channels: 16,
  latentHeight: 60,
  latentWidth: 104,
  textDim: 4096,
  freqDim: 256,
  eps: 1e-6,
  rope: { theta: 10000, split: [44, 42, 42] }
}
const tiny: TransformerShape = {
  dim: 24,
  heads: 2,
  layers: 2,
  ffn: 20,
  patch: [1, 2, 2],
  channels: 3,
  latentHeight: 4,
  latentWidth: 6,
  textDim: 5,
  freqDim: 8,
  eps: 1e-6,
  rope: { theta: 10000, split: [4, 4, 4] }
}

test('makes the golden pass of the shipped pack', async () => {
  const pack = new URL('../../assets/packs/storybook/', import.meta.url).pathname
  const manifest = parseManifest(readFileSync(`${pack}manifest.json`, 'utf8'))
  const shape = transformerShape(manifest)
  const golden = openWeights(`${pack}golden.safetensors`)
  const { sink, bank, window } = manifest.memory
  const weights = `${pack}${manifest.transformer.file}`
  const transformer = await openTransformer(shape, weights, options)
  const features = readFloats(golden, 'text.0.features')
  const latents = readFloats(golden, 'pass.input')
  const frames = golden.tensors.get('pass.input')!.shape[0]!
  const input: ForwardInput = {
    ...nothingPast(shape),
    latents,
    frames,
    positions: Array.from({ length: frames }, (_, frame) => sink + bank + window + frame),
    time: await transformer.timeModulation(1000 * Number(golden.metadata.get('sigmaOfPass'))),
    text: await transformer.textMemory(features, features.length / shape.textDim)
  }
  const pass = await transformer.forward(input)
  expect(await transformer.forward({ ...input, answerOnly: true })).toEqual({ ...pass, keys: [], values: [] })
  await transformer.release()
  const { output, keys } = pass
  expect(relativeError(output, readFloats(golden, 'pass.output'))).toBeLessThan(1e-4)
  expect(relativeError(keys[0]!, readFloats(golden, 'pass.layer0.key'))).toBeLessThan(1e-4)
  // That it also tells what its frames ask of the prompt changes no bit of what it told before.
  const telling = await openTransformer(shape, weights, { ...options, withQueries: true })
  const { queries, ...told } = await telling.forward(input)
  await telling.release()
  expect(told).toEqual(pass)
  expect(queries!.map((ofLayer) => ofLayer.length)).toEqual(Array(shape.layers).fill(frames * shape.dim))
})

describe('at the size of Wan2.1-T2V-1.3B', () => {
  test('the graphs are valid and contain no weights', () => {
    const weights = openWeights(emptyModel('wan.safetensors', wan))
    for (const graph of [timeGraph(wan, weights), textGraph(wan, weights).graph, passGraph(wan, weights).graph]) {
      const bytes = graph.bytes()
      expect(bytes.length).toBeLessThan(2 ** 20)
      const model = fromBinary(ModelProtoSchema, bytes)
      const { node, initializer, input, output } = model.graph!
      const known = new Set(['', ...initializer.map(({ name }) => name), ...input.map(({ name }) => name)])
      for (const { input: inputs, output: outputs, opType } of node) {
        for (const name of inputs) expect(known, `${opType} reads ${name}`).toContain(name)
        for (const name of outputs) {
          expect(known, `${opType} writes ${name} twice`).not.toContain(name)
          known.add(name)
        }
      }
      for (const { name } of output) expect(known).toContain(name)
    }
  })

  test('a pass references every parameter of its blocks in the file', () => {
    const weights = openWeights(emptyModel('wan.safetensors', wan))
    const model = fromBinary(ModelProtoSchema, passGraph(wan, weights).graph.bytes())
    expect(model.opsetImport.map(({ domain, version }) => [domain, version])).toEqual([
      ['', 21n],
      ['com.microsoft', 1n]
    ])
    const stored = model.graph!.initializer.filter(({ externalData }) => externalData.length > 0)
    // Not the text's and the timestep's: those have graphs of their own.
    const wanted = Object.keys(parameterShapes(wan)).filter(
      (name) => !/^(text_|time_)|cross_attn\.(k|v|norm_k)\./.test(name)
    )
    expect(stored.length).toBe(wanted.length)
    const offsets = new Map([...weights.tensors.values()].map((entry) => [String(entry.offset), entry]))
    for (const { externalData, dims } of stored) {
      const place = Object.fromEntries(externalData.map(({ key, value }) => [key, value]))
      const entry = offsets.get(place['offset']!)!
      expect(place['location']).toBe('wan.safetensors')
      expect(place['length']).toBe(String(entry.bytes))
      expect(dims.reduce((a, b) => a * b, 1n)).toBe(entry.shape.reduce((a, b) => a * BigInt(b), 1n))
    }
  })
})

describe('rotation and timesteps', () => {
  test('have the golden values of memflow.md §8.1', () => {
    const one: TransformerShape = { ...wan, dim: 128, heads: 1, latentHeight: 36, latentWidth: 68 }
    const tokens = 18 * 34
    const x = new Float32Array(tokens * 128)
    for (let i = 0; i < x.length; i++) x[i] = ((i % 128) + 1) / 128
    rotate(one, x, [45])
    const at = (17 * 34 + 33) * 128
    const expected: Record<number, number[]> = {
      0: [-0.00919129, 0.01485584, 0.02483942, -0.03014767],
      42: [0.33357855, 0.34603962, 0.24876511, -0.43687813, 0.36325676, -0.37880891],
      84: [0.66228922, 0.67362305, -0.69646344, 0.67049983, -0.98544962, -0.08205654],
      126: [0.98705783, 1.00506362]
    }
    for (const [first, values] of Object.entries(expected))
      values.forEach((value, i) => expect(x[at + Number(first) + i]).toBeCloseTo(value, 6))
    const wave = sinusoid(937.5, 256)
    expect(wave[0]).toBeCloseTo(0.26230213, 7)
    expect(wave[128]).toBeCloseTo(0.9649858, 7)
    expect(() => rotate(one, x, [1, 2])).toThrow(RangeError)
  })
})

describe('what does not fit is refused', () => {
  const refusal = async (act: () => Promise<unknown>): Promise<unknown> =>
    act().then(
      () => 'nothing',
      (error: unknown) => (error as { code?: string }).code ?? (error as Error).name
    )
  test.each([
    [{ dim: 25 }],
    [{ heads: 0 }],
    [{ latentWidth: 5 }],
    [{ patch: [2, 2, 2] as const }],
    [{ freqDim: 7 }],
    [{ rope: { theta: 10000, split: [4, 4, 2] as const } }],
    [{ rope: { theta: 10000, split: [5, 5, 2] as const } }],
    [{ sma: { k: 0 } }]
  ])('sizes %j', async (change) => {
    expect(await refusal(() => openTransformer({ ...tiny, ...change }, 'none', options))).toBe('model.shape')
  })

  test('a file of another model, a truncated file, no file', async () => {
    const path = join(folder, 'tiny.safetensors')
    writeRandomModel(path, tiny, 'F32', 1)
    expect(await refusal(() => openTransformer({ ...tiny, layers: 3 }, path, options))).toBe('weights.tensor')
    expect(await refusal(() => openTransformer({ ...tiny, ffn: 21 }, path, options))).toBe('weights.tensor')
    expect(await refusal(() => openTransformer(tiny, `${path}.none`, options))).toBe('weights.missing')
    truncateSync(path, 5000)
    expect(await refusal(() => openTransformer(tiny, path, options))).toBe('weights.damaged')
  })

  test('passes whose parts do not fit together', async () => {
    const path = join(folder, 'passes.safetensors')
    writeRandomModel(path, tiny, 'F32', 1)
    const transformer = await openTransformer(tiny, path, options)
    const good = await onePass(transformer)
    expect((await transformer.forward(good)).output.length).toBe(good.latents.length)
    const wrong: Partial<ForwardInput>[] = [
      { latents: new Float32Array(3) },
      { positions: [] },
      { past: [] },
      { pastFrames: 1 },
      { mutedFrames: 1 },
      { text: { ...good.text, tokens: 3 } }
    ]
    for (const change of wrong)
      expect(
        await refusal(() => transformer.forward({ ...good, ...change })),
        JSON.stringify(Object.keys(change))
      ).toBe('RangeError')
    expect(await refusal(() => transformer.textMemory(new Float32Array(5), 2))).toBe('RangeError')
    await transformer.release()

    const sparse = await openTransformer({ ...tiny, sma: { k: 2 } }, path, options)
    for (const change of [
      { memoryFrames: 1 },
      { ownCandidates: 2 },
      { ownCandidates: 1, mutedFrames: 1 },
      { mutedFrames: 1 }
    ])
      expect(await refusal(() => sparse.forward({ ...good, ...change })), JSON.stringify(change)).toBe('RangeError')
    await sparse.release()
  })
})

const nothingPast = (shape: TransformerShape): Pick<ForwardInput, 'past' | 'pastFrames' | 'memoryFrames'> => ({
  past: Array.from({ length: shape.layers }, () => ({ keys: new Float32Array(0), values: new Float32Array(0) })),
  pastFrames: 0,
  memoryFrames: 0
})

async function onePass(transformer: Transformer): Promise<ForwardInput> {
  const { shape } = transformer
  return {
    ...nothingPast(shape),
    latents: new Float32Array(shape.channels * shape.latentHeight * shape.latentWidth),
    frames: 1,
    positions: [0],
    time: await transformer.timeModulation(0),
    text: await transformer.textMemory(new Float32Array(2 * shape.textDim), 2)
  }
}

/** A model whose numbers are all zero, as a sparse file: of any size, without the bytes. */
function emptyModel(name: string, shape: TransformerShape): string {
  const header: Record<string, unknown> = {}
  let at = 0
  for (const [tensor, sizes] of Object.entries(parameterShapes(shape))) {
    const end = at + 2 * sizes.reduce((a, b) => a * b, 1)
    header[tensor] = { dtype: 'BF16', shape: sizes, data_offsets: [at, end] }
    at = end
  }
  const json = Buffer.from(JSON.stringify(header))
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(json.length))
  const path = join(folder, name)
  writeFileSync(path, Buffer.concat([length, json]))
  truncateSync(path, 8 + json.length + at)
  return path
}
