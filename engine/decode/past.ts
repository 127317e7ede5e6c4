/** The latents before a chunk: a causal decoder's pictures depend on them (memflow.md §5.3, §5.4). */

/** Kinds of autoencoder, as manifests name them. */
type Kind = 'storybook' | 'wan' | 'tiny'

/**
 * Latent frames before one that its pictures depend on, for decoders of the published shape (real-model.md §6: 37.5 and 7.5).
 * `openDecoder` refuses weights that reach further.
 */
export const reach: Readonly<Record<Kind, number>> = { storybook: 0, wan: 38, tiny: 8 }

/** Points of a picture's row and column that one latent of Wan becomes, and pictures. Both causal decoders draw so. */
export const causalSize = { points: 8, frames: 4 } as const

/** Chunks before one that its pictures depend on; 0: none, as in packs whose pictures depend on their own latents alone. */
export const chunksBack = (of: { autoencoder: { kind: Kind }; chunk: { latents: number } }): number =>
  Math.ceil(reach[of.autoencoder.kind] / of.chunk.latents)

/** The chunks before one in its lineage: the last `chunksBack`, or all from the film's start, oldest first. */
export interface Past {
  /** SHA-256 of the stored latents (f16) of each. */
  readonly hashes: readonly string[]
  /** Their bytes, in order; called only when the decoder has not just decoded them. */
  read(): Promise<readonly Uint8Array[]>
}

/** Of a film's first chunk. */
export const noPast: Past = { hashes: [], read: () => Promise.resolve([]) }
