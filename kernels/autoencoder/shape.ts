/**
 * Sizes of the storybook autoencoder: `framesPerLatent` frames of RGB ↔ one latent frame. Pixels are folded into
 * channels at the edges, patchIn × patchIn of them before the encoder and patchOut × patchOut after the decoder
 * (assets/packs/storybook/README.md, "Autoencoder").
 */
export interface AutoencoderShape {
  /** Latent channels, rows and columns. */
  readonly channels: number
  readonly height: number
  readonly width: number
  readonly framesPerLatent: number
  readonly patchIn: number
  readonly patchOut: number
  readonly eps: number
}

/** How often the decoder doubles rows and columns before it unfolds its channels into pixels. */
export const doublings = 2
export const rgb = 3

/** Size of a decoded frame. */
export function pictureSize(shape: AutoencoderShape): { readonly width: number; readonly height: number } {
  const scale = 2 ** doublings * shape.patchOut
  return { width: shape.width * scale, height: shape.height * scale }
}
