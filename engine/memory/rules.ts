/** The memory's numbers and conventions for one pack and one policy. Everything below is a function of these rules. */
import type { PolicyName } from '../../app/ledger/records.ts'
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

export interface MemoryRules extends MemoryShape {
  readonly policy: PolicyName
  /** First temporal slot of each part, for `slot` positions: fixed by the pack, whatever the policy leaves empty. */
  readonly slots: { readonly bank: number; readonly window: number; readonly chunk: number }
  /**
   * Which of the two published pipelines `released` follows (memflow.md §4.2): `interactive` records every
   * `recordEvery`-th chunk, `single` every chunk. Ignored by the other policies.
   */
  readonly variant: 'interactive' | 'single'
}

/**
 * Rules of one policy on one pack. `none` = window only; `sink` = LongLive's frame sink and the window; `fifo` = sink,
 * the newest prototypes, window; `memflow` = sink, the prototypes that fit the coming prompt best, window; `recall` = the
 * same, chosen from all prototypes of the film instead of those still in the bank; `released` = the published code with its defects (memflow.md §4.8), whose score counts the padding.
 */
export function memoryRules(
  shape: MemoryShape,
  policy: PolicyName,
  variant: MemoryRules['variant'] = 'interactive'
): MemoryRules {
  const banked = policy !== 'none' && policy !== 'sink'
  return {
    ...shape,
    policy,
    variant,
    sink: policy === 'none' ? 0 : shape.sink,
    bank: banked ? shape.bank : 0,
    enterBank: policy === 'released' ? 'nextChunk' : shape.enterBank,
    includePadding: shape.includePadding || policy === 'released',
    slots: {
      bank: shape.sink,
      window: shape.sink + shape.bank,
      chunk: shape.sink + shape.bank + shape.window
    }
  }
}

/** Wan's `local_attn_size`: sink, window and current chunk; the bank does not count (memflow.md §1.2). */
export const localFrames = (rules: MemoryRules): number => rules.sink + rules.window + rules.chunk
