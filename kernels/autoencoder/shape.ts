/**
 * Sizes of the storybook autoencoder: `framesPerLatent` display frames of RGB ↔ one latent frame. Pixels are folded into
 * channels at the edges, patchIn × patchIn of them before the encoder and patchOut × patchOut after the decoder
 * (assets/packs/storybook/README.md, "Autoencoder").
 */
export interface AutoencoderShape {
  /** Latent channels, rows and columns. */
  readonly channels: number
  readonly height: number
  readonly width: number
  readonly framesPerLatent: number
  /** Display frames for which a decoded picture is shown; the decoder makes framesPerLatent / hold pictures. */
  readonly hold: number
  readonly patchIn: number
  readonly patchOut: number
  /** Residual blocks of the decoder at each of its sizes, the latent's first; from each to the next rows and columns double. */
  readonly blocks: readonly number[]
  readonly eps: number
}

export const rgb = 3

/** Rows and columns of pixels. */
export interface PixelSize {
  readonly width: number
  readonly height: number
}

/** How often the decoder doubles rows and columns before it unfolds channels into pixels. */
export const doublings = ({ blocks }: Pick<AutoencoderShape, 'blocks'>): number => blocks.length - 1

/** Size of a decoded picture. */
export const decodedSize = (shape: Pick<AutoencoderShape, 'width' | 'height' | 'patchOut' | 'blocks'>): PixelSize =>
  scaled(shape, 2 ** doublings(shape) * shape.patchOut)

/** Size of the encoder's input pictures; after folding it halves rows and columns once. */
export const encodedSize = (shape: Pick<AutoencoderShape, 'width' | 'height' | 'patchIn'>): PixelSize =>
  scaled(shape, 2 * shape.patchIn)

const scaled = ({ width, height }: PixelSize, by: number): PixelSize => ({ width: width * by, height: height * by })
