/** Wan's decoder and the tiny one (the recorded small ones of V14 and V15), chunk by chunk. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { held } from '../../engine/decode/held.ts'
import type { Decoder } from '../../engine/decode/decoder.ts'
import { openDecoder } from '../../engine/decode/open.ts'
import { chunksBack, noPast, reach, type Past } from '../../engine/decode/past.ts'
import { sha256 } from '../../engine/files/sha256.ts'
import { fromStored, toStored } from '../../engine/rollout/precision.ts'
import { reachOf } from '../../kernels/autoencoder/frame-layers.ts'
import { tinyDecoderGraph } from '../../kernels/autoencoder/tiny-decoder.ts'
import { wanDecoderGraph } from '../../kernels/autoencoder/wan-decoder.ts'
import { openWeights, readFloats } from '../../kernels/weights/safetensors.ts'
import { wanDecoderShapes } from '../bench/scale/shapes.ts'
import { gaussians } from '../kernels/kit/random-model.ts'
import { encodeSafetensors } from '../kernels/kit/safetensors-writer.ts'

const options = { threads: 1, spin: false }
const recorded = { wan: 'v14_vae', tiny: 'v15_tae' } as const
const size = { channels: 16, height: 2, width: 3, framesPerLatent: 4 }
const shape = { ...size, mean: Array<number>(16).fill(0.1), std: Array<number>(16).fill(1.5) }
const perChunk = 3
/** More than the furthest reach. */
const chunks = 16
/** Stored latents of each chunk, and what the decoder gets of them. */
const stored = Array.from({ length: chunks }, (_, at) => toStored(gaussians(at + 1)(perChunk * 16 * 6), 'f16'))
const latents = stored.map((bytes) => fromStored(bytes, 'f16'))

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'throughline-'))
  for (const file of Object.values(recorded)) {
    const weights = openWeights(fileURLToPath(new URL(`../vectors/${file}.safetensors`, import.meta.url)))
    const own = [...weights.tensors.values()].filter(({ name }) => name.startsWith('w.'))
    const tensors = own.map(({ name, shape: dims }) => [
      name.slice(2),
      { dtype: 'F32', shape: dims, data: readFloats(weights, name) }
    ])
    writeFileSync(join(folder, `${file}.safetensors`), encodeSafetensors(Object.fromEntries(tensors)))
  }
})

afterAll(() => rmSync(folder, { recursive: true }))

/** The chunks before one, as `generate` and an export give them. */
function pastOf(at: number, kind: 'wan' | 'tiny', asked: () => void = () => undefined): Past {
  const before = stored.slice(Math.max(0, at - chunksBack({ autoencoder: { kind }, chunk: { latents: perChunk } })), at)
  return {
    hashes: before.map(sha256),
    read: () => {
      asked()
      return Promise.resolve(before)
    }
  }
}

describe.each(['wan', 'tiny'] as const)('the decoder %s', (kind) => {
  let decoder: Decoder
  /** Of every chunk, one after another. */
  const film: Uint8Array[][] = []
  let asked = 0
  beforeAll(async () => {
    decoder = await openDecoder({ kind, file: `${recorded[kind]}.safetensors` }, shape, folder, options)
    for (const [at, each] of latents.entries())
      film.push(
        await decoder.decode(
          each,
          pastOf(at, kind, () => asked++)
        )
      )
  })
  afterAll(() => decoder.release())

  test('makes 9 pictures of a first chunk and 12 of any other, 8 × 8 points a latent', () => {
    expect(film.map((pictures) => pictures.length)).toEqual([9, ...Array<number>(chunks - 1).fill(12)])
    expect(new Set(film.flat().map(({ length }) => length))).toEqual(new Set([16 * 24 * 3]))
    expect(held(film[0]!, perChunk, { framesPerLatent: 4, firstLatentFrames: 1 })).toHaveLength(12)
  })

  test('reads no latents again while one chunk follows the other', () => expect(asked).toBe(0))

  test('makes the same pictures of a chunk alone, wherever it is', async () => {
    for (const at of [chunks - 1, 1, 0, chunks - 2, chunks - 2, 4]) {
      let reads = 0
      expect([
        at,
        await decoder.decode(
          latents[at]!,
          pastOf(at, kind, () => reads++)
        )
      ]).toEqual([at, film[at]])
      expect(reads).toBe(at === 0 ? 0 : 1)
    }
  })

  test('takes another chunk before it into account', async () => {
    const other = { hashes: [sha256(stored[5]!)], read: () => Promise.resolve([stored[5]!]) }
    expect(await decoder.decode(latents[1]!, other)).not.toEqual(film[1])
  })

  test('goes on rightly after a chunk whose past could not be read', async () => {
    const broken = { ...pastOf(3, kind), read: () => Promise.reject(new Error('gone')) }
    await expect(decoder.decode(latents[3]!, broken)).rejects.toThrow('gone')
    expect(await decoder.decode(latents[3]!, pastOf(3, kind))).toEqual(film[3])
  })

  test('can be stopped after every latent frame, past ones too, and goes on rightly', async () => {
    for (const stop of [1, 5, 7]) {
      let turns = 0
      const between = () => (++turns === stop ? Promise.reject(new Error('enough')) : Promise.resolve())
      await decoder.decode(latents[8]!, pastOf(8, kind)) // what follows is not the next one
      await expect(decoder.decode(latents[3]!, pastOf(3, kind), between)).rejects.toThrow('enough')
      expect(turns).toBe(stop)
    }
    expect(await decoder.decode(latents[3]!, pastOf(3, kind))).toEqual(film[3])
  })

  test('refuses half a latent frame', async () => {
    await expect(decoder.decode(new Float32Array(8), noPast)).rejects.toThrow(/not whole latent frames/)
  })

  test('is refused when it draws other pictures than the manifest says', async () => {
    const opened = openDecoder(
      { kind, file: `${recorded[kind]}.safetensors` },
      { ...shape, framesPerLatent: 2 },
      folder,
      options
    )
    await expect(opened).rejects.toMatchObject({
      code: 'weights.tensor',
      cause: expect.stringContaining('[4, 3, 16, 24]')
    })
  })
})

test('each looks back as far as its kind is said to', () => {
  const open = (kind: 'wan' | 'tiny') => openWeights(join(folder, `${recorded[kind]}.safetensors`))
  expect(reachOf(wanDecoderGraph(open('wan'), shape, size, 'next'))).toBe(reach.wan)
  expect(reachOf(tinyDecoderGraph(open('tiny'), size))).toBe(reach.tiny)
})

test.each([
  [832, 480, 40.7],
  [256, 144, 3.75]
])('at %d × %d Wan’s own decoder computes what is expected of it', (width, height, teraflops) => {
  const tensors = new Map(
    Object.entries(wanDecoderShapes).map(([name, dims]) => {
      const bytes = 2 * dims.reduce((a, b) => a * b, 1)
      return [name, { name, dtype: 'F16', shape: dims, offset: 0, bytes } as const]
    })
  )
  const { flops } = wanDecoderGraph(
    { path: join(folder, 'none'), tensors, metadata: new Map() },
    shape,
    { width: width / 8, height: height / 8 },
    'next'
  )
  expect(Math.abs((perChunk * flops) / 1e12 / teraflops - 1)).toBeLessThan(0.01)
})
