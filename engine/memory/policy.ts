/** A policy: the type of the records in `policies/index.ts`. Pure: scores come from outside. */
import type { PolicyName } from '../../app/ledger/policies.ts'
import type { ArchivedFrame, FrameRef, Snapshot } from '../../app/ledger/records.ts'
import type { MemoryShape } from './shape.ts'

/** A snapshot that has not been named yet: what a chunk's transitions work on. */
export type MemoryState = Omit<Snapshot, 'id'>

/** Relevance of a stored frame to the coming prompt in one layer; larger is kept. */
export type Score = (layer: number, ref: FrameRef) => number

/** One layer's choice: who could be in the bank, how they scored, who is in it now. */
export interface Decision {
  readonly layer: number
  readonly candidates: readonly FrameRef[]
  readonly scores: readonly number[]
  readonly kept: readonly FrameRef[]
}

export interface Commit {
  readonly memory: MemoryState
  /** Only for layers that had to choose: a bank with free room needs no scores. */
  readonly decisions: readonly Decision[]
}

export interface Policy {
  /** Parts it keeps beside the window. */
  readonly keeps: { readonly sink: boolean; readonly bank: boolean }
  /** Whether every prototype is archived with its gist, to be chosen from later. */
  readonly archives: boolean
  /** Conventions it uses whatever the pack says. */
  readonly conventions: Partial<Pick<MemoryShape, 'enterBank' | 'includePadding'>>
  /**
   * Fills the banks before a chunk.
   * @param archived what may be chosen from the archive, oldest first; empty where `archives` is false
   */
  commit(rules: MemoryRules, memory: MemoryState, archived: readonly ArchivedFrame[], score: Score): Commit
  /** Score by which bank frames are displaced by pins: lowest first. */
  worth(score: Score): Score
  /** A prototype is offered every this many chunks. */
  interval(rules: MemoryRules): number
  /** Defects of the published code at a prompt switch (memflow.md §4.8): every score is zero, and it commits twice. */
  readonly blindAtSwitch: boolean
  /** Whether it can continue from a memory of another policy. */
  readonly continuesOthers: boolean
}

/** Numbers and conventions of one policy on one pack. Everything a memory does is a function of these rules. */
export interface MemoryRules extends MemoryShape {
  readonly policy: Policy & { readonly name: PolicyName }
  /** First temporal slot of each part, for `slot` positions: fixed by the pack, whatever the policy leaves empty. */
  readonly slots: { readonly bank: number; readonly window: number; readonly chunk: number }
  /**
   * Which of the two published pipelines `released` follows (memflow.md §4.2): `interactive` records every
   * `recordEvery`-th chunk, `single` every chunk. Ignored by the other policies.
   */
  readonly variant: 'interactive' | 'single'
}
