/** Opens a pack's decoder, of whichever kind it is. */
import type { RuntimeOptions } from '../../kernels/runtime/loaded-graph.ts'
import { openCausalDecoder, type CausalDescription } from './causal.ts'
import type { Decoder, LatentDescription } from './decoder.ts'
import { openStorybookDecoder, type AutoencoderDescription } from './storybook.ts'

/**
 * @param folder the pack's
 * @throws Failure `weights.*` and `runtime.load` when the weights are missing, do not fit the description or cannot be loaded
 */
export function openDecoder(
  autoencoder: AutoencoderDescription | CausalDescription,
  latent: LatentDescription,
  folder: string,
  options: RuntimeOptions
): Promise<Decoder> {
  return autoencoder.kind === 'storybook'
    ? openStorybookDecoder(autoencoder, latent, folder, options)
    : openCausalDecoder(autoencoder, latent, folder, options)
}
