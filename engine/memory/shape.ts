/** The memory's numbers and conventions of one pack. */
import type { Agreement } from './agreement.ts'

/** What a pack's manifest says about memory. Counts are latent frames. */
export interface MemoryShape {
  readonly layers: number
  /** Latent frames per chunk. */
  readonly chunk: number
  readonly sink: number
  readonly bank: number
  /** Past frames of the local window; the chunk in the making is not counted. */
  readonly window: number
  /** Every how many chunks one offers its first frame as a prototype. */
  readonly recordEvery: number
  /**
   * When a prototype is offered: `nextChunk` as MemFlow does, at the chunk after its own (memflow.md §4.9);
   * `onLeavingWindow` when its chunk has left the window, so that no frame is attended to twice (the storybook pack).
   */
  readonly enterBank: 'nextChunk' | 'onLeavingWindow'
  /** Whether a prompt switch re-encodes the window under the new prompt (memflow.md §3.6). */
  readonly recache: boolean
  /** `absolute`: keys are stored rotated at their latent-frame index. `slot`: stored plain, rotated where they are used. */
  readonly positions: 'absolute' | 'slot'
  /** Score over all text rows, padding included, instead of the real tokens (memflow.md §4.9 rule 4). */
  readonly includePadding: boolean
  /** How `recall` compares a frame with a prompt; over the real tokens always. */
  readonly agreement: Agreement
}
