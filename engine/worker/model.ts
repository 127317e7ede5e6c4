/** Brings a pack to life in the engine process, and tells main what it is. */
import { setPriority } from 'node:os'
import type { ModelInfo, ToEngine } from '../../app/contract/engine.ts'
import { physicalCores } from '../../kernels/runtime/cores.ts'
import { openTransformer } from '../../kernels/transformer/open.ts'
import { openDecoder } from '../decode/decoder.ts'
import { ModelCache } from '../generate/cache.ts'
import type { Model } from '../generate/types.ts'
import { loadPack, type Pack } from '../pack/pack.ts'
import { openTextEncoder } from '../text/encoder.ts'

/**
 * Loads the pack that a `load` message names.
 * @throws Failure `pack.*`, `weights.*`, `runtime.load`
 */
export async function openModel(load: Extract<ToEngine, { type: 'load' }>): Promise<{ model: Model; info: ModelInfo }> {
  if (load.nice > 0) setPriority(load.nice)
  const options = { threads: load.threads || physicalCores(), spin: load.spin }
  const pack = await loadPack(load.pack)
  const { manifest, folder } = pack
  const { width, height, framesPerLatent } = manifest.video
  const transformer = await openTransformer(pack.shape, pack.weights.transformer.path, options)
  const text = await openTextEncoder(manifest.text, folder, options)
  const decoder = await openDecoder(manifest.autoencoder, { ...manifest.latent, framesPerLatent }, folder, options)
  const model: Model = {
    pack,
    transformer,
    cache: new ModelCache(),
    encodeText: (prompt) => text.encode(prompt),
    decode: async (latents) => ({ width, height, frames: await decoder.decode(latents) }),
    async release() {
      for (const part of [transformer, text, decoder]) await part.release()
    }
  }
  return { model, info: infoOf(pack, options.threads) }
}

function infoOf({ manifest, model, timebase, schedule, shape }: Pack, threads: number): ModelInfo {
  return {
    model,
    name: manifest.name,
    width: manifest.video.width,
    height: manifest.video.height,
    ...timebase,
    maxTokens: manifest.text.maxTokens,
    layers: shape.layers,
    steps: schedule.sigmas.length,
    device: 'cpu',
    threads
  }
}
