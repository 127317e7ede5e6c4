/** A pack's picture decoder: finished latents in, pictures out. */
import { join } from 'node:path'
import { Failure } from '../../app/base/failure.ts'
import { decoderGraph } from '../../kernels/autoencoder/decoder.ts'
import type { AutoencoderShape } from '../../kernels/autoencoder/shape.ts'
import { loadGraph, type RuntimeOptions } from '../../kernels/runtime/loaded-graph.ts'
import { openWeights } from '../../kernels/weights/safetensors.ts'
import { denormalised } from './normalise.ts'

/** What a manifest says of a storybook autoencoder. */
export interface AutoencoderDescription extends Pick<
  AutoencoderShape,
  'hold' | 'patchIn' | 'patchOut' | 'blocks' | 'eps'
> {
  readonly kind: 'storybook'
  readonly file: string
}

/** What a manifest says of the latents, and how many display frames one of them becomes. */
export interface LatentDescription {
  readonly channels: number
  readonly height: number
  readonly width: number
  readonly mean: readonly number[]
  readonly std: readonly number[]
  readonly framesPerLatent: number
}

export interface Decoder {
  /**
   * Pictures of normalised latents [n, channels, height, width], n · framesPerLatent of them in display order: RGB,
   * 8 bits a channel, rows from the top. Each has a buffer of its own, so that it can be sent alone; a picture that is held
   * is the same array as often as it is shown.
   * @throws RangeError when the latents are not whole; Failure `runtime.run`
   */
  decode(latents: Float32Array): Promise<Uint8Array[]>
  release(): Promise<void>
}

/** @throws Failure `pack.autoencoder` for kinds of autoencoder other than storybook */
export function demandDecodable<Known extends { readonly kind: 'storybook' }>(
  autoencoder: Known | { readonly kind: 'wan' | 'tiny' }
): asserts autoencoder is Known {
  if (autoencoder.kind === 'storybook') return
  throw new Failure(
    'pack.autoencoder',
    `The model's pictures are coded in the way "${autoencoder.kind}", which this version cannot decode.`,
    'Choose another model, or update Throughline.',
    { detail: autoencoder.kind }
  )
}

/**
 * @param folder the pack's
 * @throws Failure `weights.*` and `runtime.load` when the weights are missing, do not fit the description or cannot be
 *   loaded; `pack.autoencoder` for kinds of autoencoder other than storybook.
 */
export async function openDecoder(
  autoencoder: AutoencoderDescription | { readonly kind: 'wan' | 'tiny' },
  latent: LatentDescription,
  folder: string,
  options: RuntimeOptions
): Promise<Decoder> {
  demandDecodable(autoencoder)
  const weights = openWeights(join(folder, autoencoder.file))
  const loaded = await loadGraph(decoderGraph(weights, { ...latent, ...autoencoder }, 'uint8'), options)
  const { channels, height, width, mean, std, framesPerLatent } = latent
  const latentSize = channels * height * width

  return {
    async decode(latents) {
      if (latents.length % latentSize !== 0)
        throw new RangeError(`${latents.length} values are not whole latent frames of ${latentSize}`)
      const raw = denormalised(latents, mean, std, height * width)
      const count = raw.length / latentSize
      // All in one run: a tenth faster than one by one.
      const results = await loaded.run({ latents: { data: raw, dims: [count, channels, height, width] } })
      const { hold } = autoencoder
      const pictures = separate(results.get('pictures').data as Uint8Array, (count * framesPerLatent) / hold)
      return pictures.flatMap((picture) => new Array<Uint8Array>(hold).fill(picture))
    },
    release: () => loaded.release()
  }
}

/** Equal parts of an array, each a copy. */
function separate(bytes: Uint8Array, count: number): Uint8Array[] {
  const size = bytes.length / count
  return Array.from({ length: count }, (_, index) => bytes.slice(index * size, (index + 1) * size))
}
