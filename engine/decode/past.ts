/** The latents before a chunk: a causal decoder's pictures depend on them (memflow.md §5.3, §5.4). */
import type { Manifest } from '../pack/manifest.ts'

/**
 * Latent frames before one that its pictures depend on, for decoders of the published shape (real-model.md §6: 37.5 and 7.5).
 * `openDecoder` refuses weights that reach further.
 */
export const reach = { storybook: 0, wan: 38, tiny: 8 } as const satisfies Record<
  Manifest['autoencoder']['kind'],
  number
>

/** Points of a picture's row and column that one latent of Wan becomes, and pictures. Both causal decoders draw so. */
export const causalSize = { points: 8, frames: 4 } as const

/** Chunks before one that its pictures depend on; 0: none, as in packs whose pictures depend on their own latents alone. */
export const chunksBack = ({ autoencoder, chunk }: Pick<Manifest, 'autoencoder' | 'chunk'>): number =>
  Math.ceil(reach[autoencoder.kind] / chunk.latents)

/** The chunks before one in its lineage: the last `chunksBack`, or all from the film's start, oldest first. */
export interface Past {
  /** SHA-256 of the stored latents (f16) of each. */
  readonly hashes: readonly string[]
  /** Their bytes, in order; called only when the decoder has not just decoded them. */
  read(): Promise<readonly Uint8Array[]>
}

/** Of a film's first chunk. */
export const noPast: Past = { hashes: [], read: () => Promise.resolve([]) }
