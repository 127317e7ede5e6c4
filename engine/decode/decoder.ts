/** A pack's picture decoder: finished latents in, pictures out. */
import type { Past } from './past.ts'

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
  /** Floating-point operations of its longest run. */
  readonly flops: number
  /**
   * Pictures of normalised latents [n, channels, height, width], in display order: RGB, 8 bits a channel, rows from the top. Each
   * has a buffer of its own, so that it can be sent alone; a picture that is held is the same array as often as it is shown.
   * n · framesPerLatent of them, but fewer of a film's first latent frame where the decoder is causal (held.ts).
   * @param past the chunks before; a decoder that is not causal ignores it
   * @param between called between two runs, of one latent frame each; what it throws abandons the decoding
   * @throws RangeError when the latents are not whole; Failure `runtime.run`, and what reading the past throws
   */
  decode(latents: Float32Array, past: Past, between?: () => Promise<void>): Promise<Uint8Array[]>
  release(): Promise<void>
}
