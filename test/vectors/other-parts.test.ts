/** Decoders, text encoder and tokenizer against sets of other sizes, and any split of a film's latents. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { StreamingDecoder } from '../../kernels/autoencoder/streaming.ts'
import { tinyDecoderGraph } from '../../kernels/autoencoder/tiny-decoder.ts'
import { wanDecoderGraph } from '../../kernels/autoencoder/wan-decoder.ts'
import { openWeights } from '../../kernels/weights/safetensors.ts'
import { withoutPrefix } from '../kernels/kit/renamed.ts'
import { gaussians } from '../kernels/kit/random-model.ts'
import { encodeSafetensors } from '../kernels/kit/safetensors-writer.ts'
import { compareFolder, type Outcome } from './compare.ts'
import { tinyDecoded, wanDecoded, type Film, type Parameters, type TinyLayer } from './oracle-decoders.ts'
import { bucketOf, umt5 } from './oracle-umt5.ts'
import { floats, integers, type Tensors } from './synthetic-files.ts'

const temporary = mkdtempSync(join(tmpdir(), 'other-parts-'))
afterAll(() => rmSync(temporary, { recursive: true }))

/** A folder with one vector and no transformer: neither its weights nor its sizes. */
function folderOf(id: string, tensors: Tensors): string {
  const folder = mkdtempSync(join(temporary, id))
  writeFileSync(join(folder, 'vector.safetensors'), encodeSafetensors(tensors))
  const listed = Object.entries(tensors).map(([name, { shape, dtype }]) => ({
    ...{ name, shape, tolerance: dtype === 'I64' ? 'exact' : 1e-5 }
  }))
  writeManifest(folder, { id, file: 'vector.safetensors', tensors: listed })
  return folder
}
const writeManifest = (folder: string, vector: object): void =>
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ vectors: [vector] }))

async function failed(folder: string): Promise<{ compared: number; wrong: Outcome[] }> {
  let compared = 0
  const wrong: Outcome[] = []
  for await (const outcome of compareFolder(folder)) {
    if ('rows' in outcome) compared += outcome.rows.length
    if (!('rows' in outcome) || outcome.rows.some(({ verdict }) => verdict === 'fail')) wrong.push(outcome)
  }
  return { compared, wrong }
}

/** Weights as the recorded sets have them: matrices by their fan-in, gains about 1, small biases. */
function drawn(shapes: Readonly<Record<string, readonly number[]>>, seed: number): Parameters {
  const draw = gaussians(seed)
  return Object.fromEntries(
    Object.entries(shapes).map(([name, dims]) => {
      const size = dims.reduce((a, b) => a * b)
      const gain = /gamma|norm/.test(name)
      const into = dims.slice(1).reduce((a, b) => a * b, 1)
      const data = draw(size, gain ? 0.1 : dims.length === 1 ? 0.05 : 0.9 / Math.sqrt(into))
      return [name, { dims, data: gain ? data.map((value) => 1 + value) : data }]
    })
  )
}
const stored = (parameters: Parameters): Tensors =>
  Object.fromEntries(Object.entries(parameters).map(([name, { dims, data }]) => [`w.${name}`, floats(dims, data)]))

interface WanSizes {
  readonly latents: Film['dims']
  /** Channels of the first size, and after each upsampling. */
  readonly widths: readonly [number, ...number[]]
  /** Whether an upsampling doubles the frames. */
  readonly temporal: readonly boolean[]
  readonly blocks: number
}
function wanShapes({ latents: [, z], widths, temporal, blocks }: WanSizes): Record<string, readonly number[]> {
  const shapes: Record<string, readonly number[]> = { 'conv2.weight': [z, z, 1, 1, 1], 'conv2.bias': [z] }
  const conv = (name: string, dims: readonly number[]): void => {
    shapes[`${name}.weight`] = dims
    shapes[`${name}.bias`] = [dims[0]!]
  }
  const residual = (name: string, from: number, to: number): void => {
    shapes[`${name}.residual.0.gamma`] = [from, 1, 1, 1]
    conv(`${name}.residual.2`, [to, from, 3, 3, 3])
    shapes[`${name}.residual.3.gamma`] = [to, 1, 1, 1]
    conv(`${name}.residual.6`, [to, to, 3, 3, 3])
    if (from !== to) conv(`${name}.shortcut`, [to, from, 1, 1, 1])
  }
  const [width] = widths
  conv('decoder.conv1', [width, z, 3, 3, 3])
  residual('decoder.middle.0', width, width)
  shapes['decoder.middle.1.norm.gamma'] = [width, 1, 1]
  conv('decoder.middle.1.to_qkv', [3 * width, width, 1, 1])
  conv('decoder.middle.1.proj', [width, width, 1, 1])
  residual('decoder.middle.2', width, width)
  let layer = 0
  let now: number = width
  for (const [stage, to] of widths.entries()) {
    for (let block = 0; block < blocks; block++, now = to) residual(`decoder.upsamples.${layer++}`, now, to)
    const doubles = temporal[stage]
    if (doubles === undefined) continue
    const name = `decoder.upsamples.${layer++}`
    if (doubles) conv(`${name}.time_conv`, [2 * to, to, 3, 1, 1])
    conv(`${name}.resample.1`, [Math.ceil(to / 2), to, 3, 3])
    now = Math.ceil(to / 2)
  }
  shapes['decoder.head.0.gamma'] = [now, 1, 1, 1]
  conv('decoder.head.2', [3, now, 3, 3, 3])
  return shapes
}

const film = (dims: Film['dims'], seed: number): Film => ({
  dims,
  data: Float64Array.from(gaussians(seed)(dims.reduce((a, b) => a * b)))
})

test.each<[string, WanSizes]>([
  ['narrow, four latents', { latents: [4, 3, 2, 3], widths: [6, 4, 4], temporal: [true, true], blocks: 1 }],
  ['one temporal layer, odd widths', { latents: [3, 5, 3, 2], widths: [5, 7], temporal: [true], blocks: 2 }],
  ['a single latent', { latents: [1, 4, 2, 2], widths: [4, 4, 4], temporal: [true, false], blocks: 1 }]
])('Wan’s decoder of other sizes: %s', async (_, sizes) => {
  const parameters = drawn(wanShapes(sizes), 3)
  const z = film(sizes.latents, 4)
  const channels = sizes.latents[1]
  const mean = gaussians(5)(channels)
  const std = gaussians(6)(channels, 0.2).map((value) => 1.5 + value)
  const pictures = wanDecoded(parameters, z, mean, std)
  const [, ...frame] = pictures.dims
  const one = frame.reduce((a, b) => a * b)
  const folder = folderOf('V14', {
    ...stored(parameters),
    'in.z': floats(z.dims, z.data),
    'in.mean': floats([channels], mean),
    'in.std': floats([channels], std),
    'out.first': floats([1, ...frame], pictures.data.subarray(0, one)),
    'out.pixels': floats(pictures.dims, pictures.data)
  })
  expect(await failed(folder)).toEqual({ compared: 2, wrong: [] })
})

test.each<[string, Film['dims'], readonly number[], readonly TinyLayer[]]>([
  [
    'two blocks a size',
    [3, 5, 2, 3],
    [6, 4, 3, 2],
    [
      'conv',
      'relu',
      'remember',
      'remember',
      'double',
      'grow1',
      'conv',
      'remember',
      'double',
      'grow2',
      'conv',
      'remember'
    ]
  ],
  ['as taew2_1, narrow', [2, 4, 2, 2], [5, 4, 3, 2], ['conv', 'relu', 'remember', 'double', 'grow1', 'conv']]
])('the tiny decoder of other sizes: %s', async (_, latents, widths, start) => {
  const rest: readonly TinyLayer[] = start.includes('grow2')
    ? ['double', 'grow2', 'conv', 'relu', 'conv']
    : ['remember', 'double', 'grow2', 'conv', 'remember', 'double', 'grow2', 'conv', 'relu', 'conv']
  const layers = [...start, ...rest]
  const shapes: Record<string, readonly number[]> = {}
  let [now, stage] = [latents[1], 0]
  for (const [at, layer] of layers.entries()) {
    const name = `decoder.${at + 1}`
    const last = at === layers.length - 1
    const to = last ? 3 : widths[Math.min(stage, widths.length - 1)]!
    if (layer === 'conv') {
      shapes[`${name}.weight`] = [to, now, 3, 3]
      if (stage === 0 || last) shapes[`${name}.bias`] = [to]
      ;[now, stage] = [to, stage + 1]
    } else if (layer === 'grow1' || layer === 'grow2')
      shapes[`${name}.conv.weight`] = [now * (layer === 'grow2' ? 2 : 1), now, 1, 1]
    else if (layer === 'remember')
      for (const [tensor, into] of [
        ['0', 2 * now],
        ['2', now],
        ['4', now]
      ] as const) {
        shapes[`${name}.conv.${tensor}.weight`] = [now, into, 3, 3]
        shapes[`${name}.conv.${tensor}.bias`] = [now]
      }
  }
  const parameters = drawn(shapes, 7)
  const z = film(latents, 8)
  const raw = tinyDecoded(parameters, z, layers)
  const [frames, ...frame] = raw.dims
  const shown = raw.data.subarray(3 * frame.reduce((a, b) => a * b)).map((value) => Math.min(1, Math.max(0, value)))
  const folder = folderOf('V15', {
    ...stored(parameters),
    'in.z': floats(z.dims, z.data),
    'out.raw': floats(raw.dims, raw.data),
    'out.pixels': floats([frames - 3, ...frame], shown)
  })
  expect(await failed(folder)).toEqual({ compared: 2, wrong: [] })
})

test.each([
  [
    'an attention wider than the model',
    { width: 12, inner: 24, heads: 3, ffn: 20, layers: 2, vocabulary: 30, tokens: 100 }
  ],
  [
    'an attention narrower than the model',
    { width: 20, inner: 8, heads: 2, ffn: 9, layers: 3, vocabulary: 11, tokens: 7 }
  ],
  ['one head, one layer, one token', { width: 8, inner: 8, heads: 1, ffn: 16, layers: 1, vocabulary: 5, tokens: 1 }]
])('the text encoder of other sizes: %s', async (_, { width, inner, heads, ffn, layers, vocabulary, tokens }) => {
  const shapes: Record<string, readonly number[]> = {
    'token_embedding.weight': [vocabulary, width],
    'norm.weight': [width]
  }
  for (let layer = 0; layer < layers; layer++) {
    const name = `blocks.${layer}`
    for (const role of ['q', 'k', 'v']) shapes[`${name}.attn.${role}.weight`] = [inner, width]
    shapes[`${name}.attn.o.weight`] = [width, inner]
    shapes[`${name}.ffn.gate.0.weight`] = shapes[`${name}.ffn.fc1.weight`] = [ffn, width]
    shapes[`${name}.ffn.fc2.weight`] = [width, ffn]
    shapes[`${name}.norm1.weight`] = shapes[`${name}.norm2.weight`] = [width]
    shapes[`${name}.pos_embedding.embedding.weight`] = [32, heads]
  }
  const parameters = drawn(shapes, 9)
  const ids = Array.from({ length: tokens }, (_, at) => (at * 7 + 3) % vocabulary)
  const { layers: streams, features } = umt5(parameters, ids, heads)
  const distances = Array.from({ length: 401 }, (_, at) => at - 200)
  const folder = folderOf('V16', {
    ...stored(parameters),
    'in.ids': integers([tokens + 2], [...ids, 0, 0]),
    'in.mask': integers([tokens + 2], [...ids.map(() => 1), 0, 0]),
    'in.relative_positions': integers([401], distances),
    'out.buckets': integers([401], distances.map(bucketOf)),
    ...Object.fromEntries(streams.map((x, at) => [`out.unpadded_layer${at}`, floats([tokens, width], x.flat())])),
    'out.unpadded': floats([tokens, width], features.flat()),
    'out.padded_real_rows': floats([tokens, width], features.flat())
  })
  expect(await failed(folder)).toEqual({ compared: layers + 3, wrong: [] })
})

test.each([
  ['decoder.3.conv.0.weight', [24, 47, 3, 3]],
  ['decoder.22.weight', [3, 9, 3, 3]],
  ['decoder.1.bias', [23]]
])('weights of another decoder are refused naming the tensor: %s', (name, shape) => {
  const weights = withoutPrefix(openWeights(join(import.meta.dirname, 'v15_tae.safetensors')), 'w.')
  const tensors = new Map([...weights.tensors, [name, { ...weights.tensors.get(name)!, shape }]])
  expect(() => tinyDecoderGraph({ ...weights, tensors }, { height: 4, width: 6 })).toThrow(
    expect.objectContaining({ code: 'weights.tensor', message: expect.stringContaining(name) as string })
  )
})

test('any split of latents into calls gives the same pictures', async () => {
  const weights = openWeights(join(import.meta.dirname, 'v14_vae.safetensors'))
  const scale = { mean: Array(16).fill(0) as number[], std: Array(16).fill(1) as number[] }
  const graphs = (['first', 'next'] as const).map((step) =>
    wanDecoderGraph(withoutPrefix(weights, 'w.'), scale, { height: 2, width: 3 }, step)
  )
  const decoder = await StreamingDecoder.open(graphs[0]!, graphs[1]!, { threads: 1, spin: false })
  const latents = Array.from({ length: 4 }, (_, at) => gaussians(at)(16 * 6))
  const film = async (): Promise<number[][]> => {
    const pictures: number[][] = []
    for (const latent of latents) pictures.push([...(await decoder.decode(latent)).pictures])
    decoder.restart()
    return pictures
  }
  const once = await film()
  expect(once.map(({ length }) => length)).toEqual([1, 4, 4, 4].map((frames) => frames * 3 * 16 * 24))
  expect(await film()).toEqual(once)
  await decoder.release()
})

test('differing tokens fail; an unreadable tokenizer is reported', async () => {
  const folder = mkdtempSync(join(temporary, 'V17'))
  cpSync(join(import.meta.dirname, 'v17.model'), join(folder, 'v17.model'))
  const recorded = JSON.parse(readFileSync(join(import.meta.dirname, 'v17_tokens.json'), 'utf8')) as {
    texts: { text: string; ids: number[] }[]
  }
  const texts = recorded.texts.slice(0, 5)
  const write = (model: string): void =>
    writeFileSync(join(folder, 'tokens.json'), JSON.stringify({ model, texts: [...texts, { text: 'a', ids: [4] }] }))
  writeManifest(folder, { id: 'V17', file: 'tokens.json', tensors: [] })
  write('v17.model')
  const { compared, wrong } = await failed(folder)
  expect(compared).toBe(6)
  expect(wrong).toMatchObject([{ rows: [...texts.map(() => ({ verdict: 'pass' })), { verdict: 'fail' }] }])
  write('nowhere.model')
  await expect(failed(folder)).rejects.toMatchObject({ code: 'vectors.malformed' })
  writeFileSync(join(folder, 'broken.model'), 'no model')
  write('broken.model')
  await expect(failed(folder)).rejects.toMatchObject({ code: 'tokenizer.damaged' })
})
