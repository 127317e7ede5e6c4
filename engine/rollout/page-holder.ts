/**
 * Interface to whoever holds pages: arrays in the engine's memory (host-pages.ts) or buffers of a device. All that a
 * roll-out knows of keys and values (docs/memory-by-origin.md).
 */
import type { PageId } from '../../app/ids.ts'
import type { FrameRef } from '../../app/ledger/records.ts'
import type { ForwardInput, ForwardOutput, Rotate, TransformerShape } from '../../kernels/transformer/types.ts'
import type { AttendedMemory } from '../memory/view.ts'
import type { PageFormat, StoredBytes } from './page-format.ts'

/** Per layer, frames in order. */
export type FramesByLayer = readonly (readonly FrameRef[])[]

/** The past as a forward pass takes it. */
export interface GatheredPast {
  readonly input: Pick<ForwardInput, 'past' | 'residentPast' | 'pastFrames' | 'memoryFrames'>
  /** Frees what it takes on a device, once no pass needs it any more. */
  release(): void
}

/** A page that was written, as it is handed over to be stored. */
export interface WrittenPage {
  readonly id: PageId
  /** SHA-256 of its bytes; null where the holder never has them. */
  readonly sha256: string | null
  readonly bytes: Uint8Array | null
}

/** Pages loaded together, until released. */
export interface HeldPages {
  /** Latent frames of a page. */
  frames(page: PageId): number
  /** Mean key of a frame over its tokens, float64 [dim]: what the relevance score compares (memflow.md §4.4). */
  meanKey(page: PageId, layer: number, frame: number): Float64Array
  /**
   * The past in the form a chunk's passes take; valid until released, or until the next call.
   * @param rotate for models that store keys unrotated; null when keys were rotated at birth
   * @throws Failure `memory.page` for a frame that its page does not hold; on a device `device.*`
   */
  gather(view: AttendedMemory, shape: TransformerShape, rotate: Rotate | null): Promise<GatheredPast>
}

/** Fetches pages that are not cached: the stored bytes, or nothing where they are not stored or were re-created meanwhile. */
export type FetchPages = (names: readonly PageId[]) => Promise<readonly (StoredBytes | undefined)[]>

export interface PageHolder {
  /**
   * Takes over the output of a pass, per layer [frames · tokensPerFrame, dim].
   * @param birth rotates keys before they are kept; null where they are kept unrotated
   * @param name gives the page's name from its hash (null: the holder has none)
   * @throws on a device Failure `device.*`
   */
  keep(
    written: Pick<ForwardOutput, 'keys' | 'values' | 'resident'>,
    format: PageFormat,
    birth: ((keys: Float32Array) => void) | null,
    name: (sha256: string | null) => PageId
  ): Promise<WrittenPage>
  /**
   * Protects pages from eviction once they are written.
   * @returns release function, to be called once
   */
  reserve(names: Iterable<PageId>): () => void
  /**
   * @param attended the frames that will be gathered; none: pages are only scored
   * @throws Failure `memory.missing`, `memory.page`
   */
  hold(names: Iterable<PageId>, format: PageFormat, fetch: FetchPages, attended?: FramesByLayer): Promise<HeldPages>
  /** A chunk is made: whatever comes next needs these frames. Others may be given up where room is short. */
  settle(needed: FramesByLayer): void
}
