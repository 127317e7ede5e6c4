/** What a roll-out tells about itself: for tests against recorded tensors, and for showing people what is remembered. */
import type { Decision } from '../memory/commit.ts'

export interface RolloutTrace {
  /** A layer's bank had to choose, before the chunk starting at latent frame `start` (memflow.md §4.3). */
  decided?(start: number, decision: Decision): void
  /** A chunk or a re-cache is about to run: per layer, the latent frame of every past key block in order (sink, bank, window). */
  attending?(pass: 'chunk' | 'recache', start: number, past: readonly (readonly number[])[]): void
}
