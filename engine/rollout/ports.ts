/** The callbacks of one chunk's roll-out. */
import type { PageId } from '../../app/ids.ts'
import type { Decision } from '../memory/policy.ts'
import type { FetchPages } from './page-holder.ts'
import type { Fetch } from './recent.ts'

/** Fills `out` with the unit Gaussian noise of one step of this chunk; step 0 is the start noise. */
export type NoiseSource = (step: number, out: Float32Array) => void

/** Observations for tests against recorded tensors, and to show what is remembered. */
export interface RolloutTrace {
  /** A layer's bank had to choose, before the chunk that starts at latent frame `start` (memflow.md §4.3). */
  decided?(start: number, decision: Decision): void
  /**
   * A chunk or a re-cache is about to run. Per layer, the latent frame of every past key block in order: sink, bank, window.
   * @param start first frame passed through the network
   */
  attending?(pass: 'chunk' | 'recache', start: number, past: readonly (readonly number[])[]): void
}

export interface RolloutPorts {
  readonly fetchPages: FetchPages
  /** Gists and chapters of an archive. */
  readonly fetchNotes: Fetch<PageId>
  readonly fetchLatents: Fetch<string>
  /** Called before every pass and between the groups of layers of a long one; `stop` abandons the chunk. */
  checkpoint(): Promise<'go' | 'stop'>
  /** Passes done, the clean pass being the last; a long one under way counts with its share that is done. */
  onStep?(step: number, steps: number): void
  /** The finished latents, as stored and before the clean pass. Not to be written; awaited. */
  onLatents?(latents: Float32Array): void | Promise<void>
  readonly trace?: RolloutTrace
}
