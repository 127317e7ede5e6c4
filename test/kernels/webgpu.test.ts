/** The storybook pack's graphs on the WebGPU provider, against the processor's answer. */
import { beforeAll, expect } from 'vitest'
import { openDecoder } from '../../engine/decode/open.ts'
import { noPast } from '../../engine/decode/past.ts'
import { openTextEncoder } from '../../engine/text/encoder.ts'
import { tryDevice } from '../../kernels/runtime/try-device.ts'
import { openTransformer } from '../../kernels/transformer/open.ts'
import { openGolden, packFolder, relativeError } from '../engine/kit/pack-parts.ts'
import { softwareGpu, testOnGpu } from '../kit/software-gpu.ts'

const slow = { timeout: 400_000 }
const onGpu = { threads: 2, spin: false, device: 'webgpu' } as const
const onCpu = { ...onGpu, device: 'cpu' } as const
beforeAll(() => {
  Object.assign(process.env, softwareGpu)
})

testOnGpu('all of a first question is answered on the device', slow, async () => {
  const answer = await tryDevice('webgpu')
  expect(answer).toEqual({ error: expect.any(Number) as number })
  expect('error' in answer && answer.error).toBeLessThan(1e-5)
})

testOnGpu('a pass over a past, its prompt and its time are the same to 1e-4', slow, async () => {
  const { pack, transformer: exact, floats } = await openGolden()
  const { shape } = pack
  const onDevice = await openTransformer(shape, pack.weights.transformer.path, onGpu)
  const { channels, latentHeight, latentWidth, layers, dim, textDim } = shape
  const time = await exact.timeModulation(500)
  expect(relativeError((await onDevice.timeModulation(500)).e0, time.e0)).toBeLessThan(1e-4)
  const features = floats('text.0.features')
  const text = await exact.textMemory(features, features.length / textDim)
  const textThere = await onDevice.textMemory(features, features.length / textDim)
  for (let layer = 0; layer < layers; layer++)
    expect(relativeError(textThere.keys[layer]!, text.keys[layer]!)).toBeLessThan(1e-4)

  const waves = (length: number, factor: number) => Float32Array.from({ length }, (_, i) => Math.sin(factor * i))
  const pastFrames = 2
  const long = pastFrames * exact.tokensPerFrame * dim
  const past = Array.from({ length: layers }, (_, l) => ({
    keys: waves(long, 0.37 + l),
    values: waves(long, 0.71 + l)
  }))
  const latents = waves(channels * latentHeight * latentWidth, 1.7)
  const input = { latents, frames: 1, time, positions: [2], text, past, pastFrames, memoryFrames: 0 }
  const right = await exact.forward(input)
  const answer = await onDevice.forward(input)
  expect(relativeError(answer.output, right.output)).toBeLessThan(1e-4)
  for (let layer = 0; layer < layers; layer++) {
    expect(relativeError(answer.keys[layer]!, right.keys[layer]!)).toBeLessThan(1e-4)
    expect(relativeError(answer.values[layer]!, right.values[layer]!)).toBeLessThan(1e-4)
  }
  await onDevice.release()
  await exact.release()
})

testOnGpu('words are read the same to 1e-3, pictures drawn to 2 of 255', slow, async () => {
  const { pack, transformer } = await openGolden()
  await transformer.release()
  const { text, autoencoder, latent, video } = pack.manifest
  const [there, here] = await Promise.all([onGpu, onCpu].map((options) => openTextEncoder(text, packFolder, options)))
  const words = 'A purple cat walks to the right in a meadow.'
  const right = await here!.encode(words)
  expect(relativeError((await there!.encode(words)).features, right.features)).toBeLessThan(1e-3)
  const shape = { ...latent, framesPerLatent: video.framesPerLatent }
  const [drawnThere, drawnHere] = await Promise.all(
    [onGpu, onCpu].map((options) => openDecoder(autoencoder, shape, packFolder, options))
  )
  const latents = Float32Array.from({ length: latent.channels * latent.height * latent.width }, (_, i) =>
    Math.sin(i * 0.61)
  )
  const pictures = await drawnHere!.decode(latents, noPast)
  const answer = await drawnThere!.decode(latents, noPast)
  expect(answer.length).toBe(pictures.length)
  const off = pictures.map((picture, at) =>
    picture.reduce((most, v, i) => Math.max(most, Math.abs(v - answer[at]![i]!)), 0)
  )
  expect(Math.max(...off)).toBeLessThan(3) // of 255
  for (const part of [there, here, drawnThere, drawnHere]) await part!.release()
})
