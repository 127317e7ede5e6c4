/** Upper bound of a pack's sharpness: true frames after its autoencoder, without the transformer. */
import { join } from 'node:path'
import { noPast } from '../../../engine/decode/past.ts'
import type { Model } from '../../../engine/generate/types.ts'
import { encoderGraph } from '../../../kernels/autoencoder/encoder.ts'
import { encodedSize } from '../../../kernels/autoencoder/shape.ts'
import { loadGraph, type RuntimeOptions } from '../../../kernels/runtime/loaded-graph.ts'
import { openWeights } from '../../../kernels/weights/safetensors.ts'
import { sharpness } from './sharpness.ts'
import { ofWidth, type World } from './world.ts'

/**
 * Gradient energy of true still frames after coding, over their own: the mean over the places.
 * @param full true frames of each place; the coder may take them smaller than the decoder draws them
 */
export async function sharpnessCeiling(
  model: Model,
  full: World['fullPictures'],
  options: RuntimeOptions
): Promise<number> {
  const { manifest, folder } = model.pack
  const { autoencoder, latent, video } = manifest
  if (autoencoder.kind !== 'storybook') throw new RangeError(`No encoder for the kind "${autoencoder.kind}"`)
  const { framesPerLatent } = video
  const weights = openWeights(join(folder, autoencoder.file))
  const encoder = await loadGraph(encoderGraph(weights, { ...latent, ...autoencoder, framesPerLatent }), options)
  const plane = latent.height * latent.width
  const codedFrames = ofWidth(full, encodedSize({ ...latent, ...autoencoder }).width)
  const shown = ofWidth(full, video.width)
  let sum = 0
  for (const [place, frame] of codedFrames.entries()) {
    const truth = shown[place]!
    const pixels = frame.width * frame.height
    const still = new Float32Array(framesPerLatent * 3 * pixels)
    for (let i = 0; i < still.length; i++) {
      const colour = Math.floor(i / pixels) % 3
      still[i] = frame.rgb[(i % pixels) * 3 + colour]! / 127.5 - 1
    }
    const dims = [1, framesPerLatent, 3, frame.height, frame.width]
    const raw = (await encoder.run({ frames: { data: still, dims } })).floats('latents')
    const { mean, std } = latent
    const coded = raw.map((value, i) => (value - mean[Math.floor(i / plane)]!) / std[Math.floor(i / plane)]!)
    const pictures = await model.decode(coded, noPast)
    sum += sharpness(pictures, pictures.frames[0]!) / sharpness(truth, Uint8Array.from(truth.rgb))
  }
  await encoder.release()
  return sum / codedFrames.length
}
