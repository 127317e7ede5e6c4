import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseManifest } from '../../engine/pack/parse-manifest.ts'
import { decoderGraph } from '../../kernels/autoencoder/decoder.ts'
import { encoderGraph } from '../../kernels/autoencoder/encoder.ts'
import { decodedSize, encodedSize, type AutoencoderShape } from '../../kernels/autoencoder/shape.ts'
import { loadGraph, type LoadedGraph } from '../../kernels/runtime/loaded-graph.ts'
import { entryOf, openWeights, readFloats } from '../../kernels/weights/safetensors.ts'
import { relativeError } from '../vectors/set.ts'

const pack = new URL('../../assets/packs/storybook/', import.meta.url).pathname
const weights = openWeights(`${pack}autoencoder.safetensors`)
const golden = openWeights(`${pack}golden.safetensors`)
const shape = shapeOf(`${pack}manifest.json`)
const options = { threads: 2, spin: false }
const latentSize = shape.channels * shape.height * shape.width
const latents = readFloats(golden, 'decode.latents', [3, shape.channels, shape.height, shape.width])
const { height, width } = decodedSize(shape)
const pictures = shape.framesPerLatent / shape.hold

describe('storybook autoencoder', () => {
  let toFloats: LoadedGraph
  let toBytes: LoadedGraph
  let encoder: LoadedGraph
  beforeAll(async () => {
    toFloats = await loadGraph(decoderGraph(weights, shape, 'float32'), options)
    toBytes = await loadGraph(decoderGraph(weights, shape, 'uint8'), options)
    encoder = await loadGraph(encoderGraph(weights, shape), options)
  })
  afterAll(() => Promise.all([toFloats, toBytes, encoder].map((loaded) => loaded.release())))

  const decode = (loaded: LoadedGraph, first: number, count: number) =>
    loaded.run({
      latents: {
        data: latents.subarray(first * latentSize, (first + count) * latentSize),
        dims: [count, shape.channels, shape.height, shape.width]
      }
    })

  test('decodes the golden latents', async () => {
    const decoded = (await decode(toFloats, 0, 1)).get('pictures')
    expect(decoded.dims).toEqual([1, pictures, 3, height, width])
    expect(relativeError(some(decoded.data as Float32Array), readFloats(golden, 'decode.frames'))).toBeLessThan(1e-5)
  })

  test('encodes the golden frames', async () => {
    const coded = encodedSize(shape)
    const dims = [1, shape.framesPerLatent, 3, coded.height, coded.width]
    const frames = { data: readFloats(golden, 'encode.frames'), dims }
    const encoded = (await encoder.run({ frames })).get('latents')
    expect(encoded.dims).toEqual([1, shape.channels, shape.height, shape.width])
    expect(relativeError(encoded.data as Float32Array, readFloats(golden, 'encode.latent'))).toBeLessThan(1e-5)
  })

  test('gives the same pictures as bytes: rounded, colours last', async () => {
    const values = (await decode(toFloats, 1, 1)).floats('pictures')
    const bytes = (await decode(toBytes, 1, 1)).get('pictures')
    expect(bytes.dims).toEqual([1, pictures, height, width, 3])
    const pixels = height * width
    let furthest = 0
    for (let frame = 0; frame < pictures; frame++)
      for (let colour = 0; colour < 3; colour++)
        for (let pixel = 0; pixel < pixels; pixel++) {
          const level = Math.min(255, Math.max(0, (values[(frame * 3 + colour) * pixels + pixel]! + 1) * 127.5))
          furthest = Math.max(furthest, Math.abs(Number(bytes.data[(frame * pixels + pixel) * 3 + colour]) - level))
        }
    expect(furthest).toBeLessThan(0.5 + 1e-3) // the nearest level: never more than half a step away
  })

  test('decodes each latent frame by itself', async () => {
    const together = (await decode(toBytes, 0, 3)).get('pictures').data as Uint8Array
    const alone = (await decode(toBytes, 2, 1)).get('pictures').data as Uint8Array
    expect(Buffer.compare(together.subarray(2 * alone.length), alone)).toBe(0)
  })

  test('refuses a shape that the weights do not have', () => {
    expect(() => decoderGraph(weights, { ...shape, patchOut: 3 }, 'uint8')).toThrow(/decoder\.\d+\.weight/)
  })
})

describe('a decoder of another shape', () => {
  const folder = new URL('../vectors/decoder/', import.meta.url).pathname
  const vectors = openWeights(`${folder}decoder.safetensors`)

  // Recorded with the recipe: recipe/tests/decoder_vectors.py.
  test('matches training: block sizes, factored convolution, repeated pictures', async () => {
    const tiny: AutoencoderShape = JSON.parse(vectors.metadata.get('shape')!) as AutoencoderShape
    const loaded = await loadGraph(decoderGraph(vectors, tiny, 'float32'), options)
    const dims = [2, tiny.channels, tiny.height, tiny.width]
    const result = await loaded.run({ latents: { data: readFloats(vectors, 'latents', dims), dims } })
    await loaded.release()
    const size = decodedSize(tiny)
    expect(result.get('pictures').dims).toEqual([2, tiny.framesPerLatent / tiny.hold, 3, size.height, size.width])
    expect(relativeError(result.floats('pictures'), readFloats(vectors, 'pictures'))).toBeLessThan(1e-5)
  })
})

/** The golden pictures' pixels: as many rows and columns of the first pictures as they have. */
function some(values: Float32Array): Float32Array {
  const [, , , rows = 0] = entryOf(golden, 'decode.frames').shape
  const step = height / rows
  return values.filter((_, index) => index % step === 0 && Math.floor(index / width) % step === 0)
}

function shapeOf(manifest: string): AutoencoderShape {
  const { latent, video, autoencoder } = parseManifest(readFileSync(manifest, 'utf8'))
  if (autoencoder.kind !== 'storybook') throw new Error(`a pack of the kind ${autoencoder.kind}`)
  return { ...latent, ...autoencoder, framesPerLatent: video.framesPerLatent }
}
