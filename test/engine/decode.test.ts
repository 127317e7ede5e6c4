import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { Transformer } from '@napi-rs/image'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Decoder } from '../../engine/decode/decoder.ts'
import { openDecoder } from '../../engine/decode/open.ts'
import { noPast } from '../../engine/decode/past.ts'
import { encodeJpegs } from '../../engine/decode/jpeg.ts'
import { denormalised } from '../../engine/decode/normalise.ts'
import { parseManifest } from '../../engine/pack/parse-manifest.ts'
import type { AutoencoderShape } from '../../kernels/autoencoder/shape.ts'
import { entryOf, openWeights, readFloats } from '../../kernels/weights/safetensors.ts'

const folder = fileURLToPath(new URL('../../assets/packs/storybook/', import.meta.url))
const { autoencoder, latent, video } = parseManifest(await readFile(`${folder}manifest.json`, 'utf8'))
const golden = openWeights(`${folder}golden.safetensors`)
const frameLatents = { ...latent, framesPerLatent: video.framesPerLatent }
const hold = autoencoder.kind === 'storybook' ? autoencoder.hold : 1
const options = { threads: 2, spin: false }
const size = { width: video.width, height: video.height }
const latentSize = latent.channels * latent.height * latent.width

describe('decoding a chunk', () => {
  let decoder: Decoder
  let frames: Uint8Array[]
  beforeAll(async () => {
    decoder = await openDecoder(autoencoder, frameLatents, folder, options)
    frames = await decoder.decode(readFloats(golden, 'rollout.fifo.0.x0'), noPast)
  })
  afterAll(() => decoder.release())

  test('restores the mean and deviation of each channel', () => {
    const raw = denormalised(Float32Array.of(1, -1, 0, 2, 1, -1, 0, 2), [10, 20], [1, 3], 2)
    expect([...raw]).toEqual([11, 9, 20, 26, 11, 9, 20, 26])
  })

  test('undoes the normalisation of the golden latents', () => {
    const { mean, std, height, width } = latent
    const raw = denormalised(readFloats(golden, 'rollout.fifo.0.x0'), mean, std, height * width)
    const wanted = readFloats(golden, 'decode.latents')
    raw.forEach((value, index) => expect(Math.abs(value - wanted[index]!)).toBeLessThan(1e-4))
  })

  test('gives the golden pictures, within half a level of rounding', () => {
    expect(frames).toHaveLength(3 * video.framesPerLatent)
    const [, pictures = 0, , rows = 0, columns = 0] = entryOf(golden, 'decode.frames').shape
    const wanted = readFloats(golden, 'decode.frames')
    const step = size.height / rows
    let furthest = 0
    for (let picture = 0; picture < pictures; picture++)
      for (let colour = 0; colour < 3; colour++)
        for (let row = 0; row < rows; row++)
          for (let column = 0; column < columns; column++) {
            const value = wanted[((picture * 3 + colour) * rows + row) * columns + column]!
            const level = Math.min(255, Math.max(0, (value + 1) * 127.5))
            const pixel = frames[picture * hold]![step * (row * size.width + column) * 3 + colour]!
            furthest = Math.max(furthest, Math.abs(pixel - level))
          }
    expect(furthest).toBeLessThan(0.51)
  })

  test('gives each picture its own buffer, repeated as the pack says', () => {
    for (const frame of frames) expect(frame.buffer.byteLength).toBe(size.width * size.height * 3)
    expect(new Set(frames).size).toBe(frames.length / hold)
    frames.forEach((frame, index) => expect(frame).toBe(frames[index - (index % hold)]))
  })

  test('decodes a latent frame alone as it does in a batch', async () => {
    const last = readFloats(golden, 'rollout.fifo.0.x0').subarray(2 * latentSize)
    const alone = await decoder.decode(last, noPast)
    alone.forEach((frame, index) => expect(Buffer.compare(frame, frames[8 + index]!)).toBe(0))
  })

  test('refuses half a latent frame', async () => {
    await expect(decoder.decode(new Float32Array(latentSize / 2), noPast)).rejects.toThrow(/not whole latent frames/)
  })

  test('makes JPEGs that are visually identical to the pictures', async () => {
    const jpegs = await encodeJpegs({ ...size, frames })
    expect(jpegs).toHaveLength(12)
    for (const [index, jpeg] of jpegs.entries()) {
      expect(samplingOf(jpeg)).toEqual(['1×1', '1×1', '1×1'])
      expect(signalToNoise(await pixelsOf(jpeg), frames[index]!)).toBeGreaterThan(45)
    }
  })

  test('encodes a picture that is held only once', async () => {
    const [first, second] = [frames[0]!, frames.at(-1)!]
    const jpegs = await encodeJpegs({ ...size, frames: [first, first, second] })
    expect(jpegs[1]).toBe(jpegs[0])
    expect(jpegs[2]).not.toEqual(jpegs[0])
  })

  test('refuses a picture of another size', () => {
    const bytes = size.width * size.height * 3
    expect(() => encodeJpegs({ ...size, frames: [new Uint8Array(12)] })).toThrow(`has ${bytes} bytes, not 12`)
  })
})

describe('pictures that are held', () => {
  test('are repeated for as many display frames as the pack says', async () => {
    const vectors = fileURLToPath(new URL('../vectors/decoder/', import.meta.url))
    const shape = JSON.parse(openWeights(`${vectors}decoder.safetensors`).metadata.get('shape')!) as AutoencoderShape
    const tiny = { ...shape, mean: [0, 0, 0, 0], std: [1, 1, 1, 1] }
    const description = { kind: 'storybook', file: 'decoder.safetensors', ...shape } as const
    const decoder = await openDecoder(description, tiny, vectors, options)
    const shown = await decoder.decode(readFloats(openWeights(`${vectors}decoder.safetensors`), 'latents'), noPast)
    await decoder.release()
    expect(shown).toHaveLength(8)
    expect(new Set(shown).size).toBe(4)
    for (const [index, frame] of shown.entries()) expect(frame).toBe(shown[index - (index % 2)])
    expect(shown[0]!.length).toBe(16 * 24 * 3)
  })
})

/** The RGB pixels of a JPEG. */
async function pixelsOf(jpeg: Uint8Array): Promise<Uint8Array> {
  const pixels = await new Transformer(jpeg).rawPixels()
  expect(pixels.length).toBe(size.width * size.height * 3)
  return pixels
}

/** PSNR in dB. */
function signalToNoise(actual: Uint8Array, wanted: Uint8Array): number {
  const square = actual.reduce((sum, value, index) => sum + (value - wanted[index]!) ** 2, 0)
  return 10 * Math.log10((255 ** 2 * actual.length) / square)
}

/** The sampling factors of each colour component, from the JPEG's frame header (ITU T.81, B.2.2; 0xC0 = baseline). */
function samplingOf(jpeg: Uint8Array): string[] {
  let at = 2
  while (jpeg[at + 1] !== 0xc0) at += 2 + jpeg[at + 2]! * 256 + jpeg[at + 3]!
  return [0, 1, 2].map((component) => jpeg[at + 11 + component * 3]!).map((hv) => `${hv >> 4}×${hv & 15}`)
}
