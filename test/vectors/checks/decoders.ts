/** V14, V15: latents to pictures, by Wan's decoder and by the tiny one. Sizes are those of the recorded tensors. */
import { StreamingDecoder } from '../../../kernels/autoencoder/streaming.ts'
import { tinyDecoderGraph, tinyTrimmed } from '../../../kernels/autoencoder/tiny-decoder.ts'
import { wanDecoderGraph } from '../../../kernels/autoencoder/wan-decoder.ts'
import type { Row, VectorSet } from '../set.ts'
import { joined, runtimeOptions } from './taps.ts'

/** The latents `in.z`, one frame after the other, and their rows and columns. */
function latentsOf(id: string, set: VectorSet): { frames: Float32Array[]; size: { height: number; width: number } } {
  const [count = 0, channels = 0, height = 0, width = 0] = set.shapeOf(id, 'in.z')
  const all = set.floats(id, 'in.z', [count, channels, height, width])
  const each = channels * height * width
  return {
    frames: Array.from({ length: count }, (_, at) => all.subarray(at * each, (at + 1) * each)),
    size: { height, width }
  }
}

async function decoded(decoder: StreamingDecoder, frames: readonly Float32Array[]): Promise<Float32Array[]> {
  const pictures: Float32Array[] = []
  for (const frame of frames) pictures.push((await decoder.decode(frame)).pictures)
  await decoder.release()
  return pictures
}

export async function checkWanDecoder(id: string, set: VectorSet): Promise<Row[]> {
  const { frames, size } = latentsOf(id, set)
  const scale = { mean: [...set.floats(id, 'in.mean')], std: [...set.floats(id, 'in.std')] }
  const weights = set.ownWeights(id)
  const [first, next] = (['first', 'next'] as const).map((step) => wanDecoderGraph(weights, scale, size, step))
  const pictures = await decoded(await StreamingDecoder.open(first!, next!, runtimeOptions), frames)
  return [set.compare(id, 'out.first', pictures[0]!), set.compare(id, 'out.pixels', joined(pictures))]
}

export async function checkTinyDecoder(id: string, set: VectorSet): Promise<Row[]> {
  const { frames, size } = latentsOf(id, set)
  const graph = tinyDecoderGraph(set.ownWeights(id), size)
  const raw = joined(await decoded(await StreamingDecoder.open(null, graph, runtimeOptions), frames))
  const [count = 1] = set.shapeOf(id, 'out.raw')
  const shown = raw.subarray((tinyTrimmed * raw.length) / count).map((value) => Math.min(1, Math.max(0, value)))
  // Clamping takes away no rounding: the recorded pixels are as far from a float64 run as out.raw is (README.md).
  const largest = raw.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  return [set.compare(id, 'out.raw', raw), set.compare(id, 'out.pixels', shown, largest)]
}
