import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decoderGraph } from '../../kernels/autoencoder/decoder.ts'
import { encoderGraph } from '../../kernels/autoencoder/encoder.ts'
import { createSession, type Session } from '../../kernels/runtime/session.ts'
import { openWeights, readFloats } from '../../kernels/weights/safetensors.ts'
import { relativeError } from '../vectors/set.ts'

const pack = new URL('../../assets/packs/storybook/', import.meta.url).pathname
const weights = openWeights(`${pack}autoencoder.safetensors`)
const golden = openWeights(`${pack}golden.safetensors`)
const shape = { channels: 48, height: 10, width: 18, framesPerLatent: 4, patchIn: 8, patchOut: 4, eps: 1e-6 }
const options = { threads: 2, spin: false }
const latents = readFloats(golden, 'decode.latents', [3, 48, 10, 18])
const latentSize = 48 * 10 * 18
const [height, width] = [160, 288]

describe('storybook autoencoder', () => {
  let toFloats: Session
  let toBytes: Session
  let encoder: Session
  beforeAll(async () => {
    toFloats = await createSession(decoderGraph(weights, shape, 'float32'), options)
    toBytes = await createSession(decoderGraph(weights, shape, 'uint8'), options)
    encoder = await createSession(encoderGraph(weights, shape), options)
  })
  afterAll(() => Promise.all([toFloats, toBytes, encoder].map((session) => session.release())))

  const decode = (session: Session, first: number, count: number) =>
    session.run({
      latents: { data: latents.subarray(first * latentSize, (first + count) * latentSize), dims: [count, 48, 10, 18] }
    })

  it('decodes the golden latents', async () => {
    const frames = (await decode(toFloats, 0, 1)).get('frames')
    expect(frames.dims).toEqual([1, 4, 3, height, width])
    // The golden frames are every second pixel of every second row.
    const everySecond = (frames.data as Float32Array).filter(
      (_, index) => index % 2 === 0 && Math.floor(index / width) % 2 === 0
    )
    expect(relativeError(everySecond, readFloats(golden, 'decode.frames', [1, 4, 3, 80, 144]))).toBeLessThan(1e-5)
  })

  it('encodes the golden frames', async () => {
    const frames = { data: readFloats(golden, 'encode.frames'), dims: [1, 4, 3, height, width] }
    const encoded = (await encoder.run({ frames })).get('latents')
    expect(encoded.dims).toEqual([1, 48, 10, 18])
    expect(relativeError(encoded.data as Float32Array, readFloats(golden, 'encode.latent'))).toBeLessThan(1e-5)
  })

  it('gives the same pictures as bytes: rounded, colours last', async () => {
    const values = (await decode(toFloats, 1, 1)).floats('frames')
    const bytes = (await decode(toBytes, 1, 1)).get('frames')
    expect(bytes.dims).toEqual([1, 4, height, width, 3])
    const pixels = height * width
    let furthest = 0
    for (let frame = 0; frame < 4; frame++)
      for (let colour = 0; colour < 3; colour++)
        for (let pixel = 0; pixel < pixels; pixel++) {
          const level = Math.min(255, Math.max(0, (values[(frame * 3 + colour) * pixels + pixel]! + 1) * 127.5))
          furthest = Math.max(furthest, Math.abs(Number(bytes.data[(frame * pixels + pixel) * 3 + colour]) - level))
        }
    expect(furthest).toBeLessThan(0.5 + 1e-3) // the nearest level: never more than half a step away
  })

  it('decodes each latent frame by itself', async () => {
    const together = (await decode(toBytes, 0, 3)).get('frames').data as Uint8Array
    const alone = (await decode(toBytes, 2, 1)).get('frames').data as Uint8Array
    expect(Buffer.compare(together.subarray(2 * alone.length), alone)).toBe(0)
  })

  it('refuses a shape that the weights do not have', () => {
    expect(() => decoderGraph(weights, { ...shape, patchOut: 8 }, 'uint8')).toThrow(/decoder\.12\.weight/)
  })
})
