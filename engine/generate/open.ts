/** Opens a pack as a model. */
import type { PrecisionName } from '../../app/ledger/made-on.ts'
import type { RuntimeOptions } from '../../kernels/runtime/loaded-graph.ts'
import type { PassBounds } from '../../kernels/transformer/groups.ts'
import { openTransformer } from '../../kernels/transformer/open.ts'
import { openDecoder } from '../decode/open.ts'
import { held } from '../decode/held.ts'
import { loadPack, type Pack } from '../pack/pack.ts'
import { DevicePages } from '../rollout/device-pages.ts'
import { openTextEncoder } from '../text/encoder.ts'
import { textNamer } from '../text/text-page.ts'
import { ModelCache } from './cache.ts'
import type { Model } from './types.ts'

export interface ModelOptions extends RuntimeOptions {
  /** Of denoising; default: `exact`. */
  readonly precision?: PrecisionName
  /** Whether keys and values stay on the device; default: they come back at every pass. */
  readonly resident?: boolean
  /** Bytes that the transformer's weights may take once prepared; default: half of the memory that is free as it is opened. */
  readonly memory?: number
}

/**
 * Loads, verifies and opens the pack in `folder`.
 * @throws Failure `pack.*`, `weights.*`, `model.shape`, `runtime.load`; nothing stays open when it throws
 */
export async function openModel(
  folder: string,
  { precision, resident = false, memory = process.availableMemory() / 2, ...options }: ModelOptions
): Promise<Model> {
  const pack = await loadPack(folder)
  const { manifest } = pack
  const { latent, video } = manifest
  const { framesPerLatent, width, height } = video
  const latentSize = latent.channels * latent.height * latent.width
  const opened: { release(): Promise<void> }[] = []
  const release = async (): Promise<void> => {
    for (const part of opened.splice(0)) await part.release()
  }
  const open = async <Part extends { release(): Promise<void> }>(part: Promise<Part>): Promise<Part> => {
    opened.push(await part)
    return part
  }
  try {
    const kept = pack.memory.positions === 'absolute' ? 'rotated' : 'plain'
    const passes = {
      ...options,
      withQueries: true,
      int8: precision === 'fast',
      resident: resident ? kept : null,
      bounds: { largest: largestPass(pack), memory }
    } as const
    const transformer = await open(openTransformer(pack.shape, pack.weights.transformer.path, passes))
    const pages = transformer.memory && new DevicePages(transformer.memory)
    if (pages) opened.unshift({ release: async () => pages.release() })
    const encoder = await open(openTextEncoder(manifest.text, folder, options))
    const decoder = await open(
      openDecoder(manifest.autoencoder, { ...manifest.latent, framesPerLatent }, folder, options)
    )
    return {
      pack,
      transformer,
      cache: new ModelCache(pages),
      longestRun: Math.max(transformer.longestRun, decoder.flops),
      textPage: textNamer(manifest),
      encodeText: (prompt, between) => encoder.encode(prompt, between),
      decode: async (latents, past, between) => {
        const pictures = await decoder.decode(latents, past, between)
        return { width, height, frames: held(pictures, latents.length / latentSize, video) }
      },
      release
    }
  } catch (error) {
    await release()
    throw error
  }
}

/** The pass that computes most: over a full memory, or at a change of prompt over the frames of the window. */
function largestPass({ memory, manifest }: Pack): PassBounds['largest'] {
  const { chunk, sink, bank, window, recache } = memory
  return {
    frames: recache ? Math.max(chunk, window) : chunk,
    pastFrames: sink + bank + (recache ? 0 : window),
    textTokens: manifest.text.maxTokens
  }
}
