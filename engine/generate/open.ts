/** Brings a pack to life. */
import type { SessionOptions } from '../../kernels/runtime/session.ts'
import { openTransformer } from '../../kernels/transformer/open.ts'
import { openDecoder } from '../decode/decoder.ts'
import { loadPack } from '../pack/pack.ts'
import { openTextEncoder } from '../text/encoder.ts'
import { ModelCache } from './cache.ts'
import type { Model } from './types.ts'

/**
 * Loads, proves and opens the pack in `folder`.
 * @throws Failure `pack.*`, `weights.*`, `model.shape`, `runtime.load`; nothing stays open when it throws
 */
export async function openModel(folder: string, options: SessionOptions): Promise<Model> {
  const pack = await loadPack(folder)
  const { manifest } = pack
  const { framesPerLatent, width, height } = manifest.video
  const opened: { release(): Promise<void> }[] = []
  const release = async (): Promise<void> => {
    for (const part of opened.splice(0)) await part.release()
  }
  const open = async <Part extends { release(): Promise<void> }>(part: Promise<Part>): Promise<Part> => {
    opened.push(await part)
    return part
  }
  try {
    const transformer = await open(openTransformer(pack.shape, pack.weights.transformer.path, options, true))
    const encoder = await open(openTextEncoder(manifest.text, folder, options))
    const decoder = await open(
      openDecoder(manifest.autoencoder, { ...manifest.latent, framesPerLatent }, folder, options)
    )
    return {
      pack,
      transformer,
      cache: new ModelCache(),
      encodeText: (prompt) => encoder.encode(prompt),
      decode: async (latents) => ({ width, height, frames: await decoder.decode(latents) }),
      release
    }
  } catch (error) {
    await release()
    throw error
  }
}
