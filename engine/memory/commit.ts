/** Narrative Adaptive Memory: which prototypes a full bank keeps (memflow.md §4.3, §4.8, §4.9). Pure: scores come from outside. */
import type { FrameRef } from '../../app/ledger/records.ts'
import type { MemoryRules } from './rules.ts'
import type { Memory } from './state.ts'

/** Relevance of a stored frame to the coming prompt in one layer; larger is kept. */
export type Score = (layer: number, ref: FrameRef) => number

/** One layer's choice: who was in the bank, how they scored, who is in it now. */
export interface Decision {
  readonly layer: number
  readonly candidates: readonly FrameRef[]
  readonly scores: readonly number[]
  readonly kept: readonly FrameRef[]
}

export interface Commit {
  readonly memory: Memory
  /** Only layers that had to choose: a bank with room asks nobody. */
  readonly decisions: readonly Decision[]
}

/**
 * Puts the pending prototype into every layer's bank. `memflow` and `fifo` do so once and clear it; `released` never clears
 * it and so commits again at every call, as the published code does.
 */
export function commit(rules: MemoryRules, memory: Memory, score: Score): Commit {
  const pending = memory.pending
  if (pending === null || rules.bank === 0) return { memory, decisions: [] }
  const decisions: Decision[] = []
  const decide = (layer: number, bank: readonly FrameRef[], choose: Choose): readonly FrameRef[] => {
    const scores = bank.map((ref) => score(layer, ref))
    const kept = [...choose(bank, scores, rules.bank - 1), pending]
    decisions.push({ layer, candidates: bank, scores, kept })
    return kept
  }
  const layers = memory.layers.map((layer, index) => {
    if (rules.policy === 'released') {
      const slot = releasedSlot(rules, pending)
      const filling = slot < rules.bank
      return { ...layer, bank: filling ? layer.bank.toSpliced(slot, 1, pending) : decide(index, layer.bank, byScore) }
    }
    if (layer.bank.length < rules.bank) return { ...layer, bank: [...layer.bank, pending] }
    if (rules.policy === 'fifo') return { ...layer, bank: [...layer.bank.slice(1), pending] }
    return { ...layer, bank: decide(index, layer.bank, inTime) }
  })
  return { memory: { ...memory, layers, pending: rules.policy === 'released' ? pending : null }, decisions }
}

type Choose = (bank: readonly FrameRef[], scores: readonly number[], count: number) => readonly FrameRef[]

/** The `count` best, highest first; ties keep the earlier slot. Upstream's order (memflow.md §4.3). */
const byScore: Choose = (bank, scores, count) => bestIndices(scores, count).map((index) => bank[index]!)

/** The `count` best in the order they were in, oldest first (memflow.md §4.9 rule 3). */
const inTime: Choose = (bank, scores, count) =>
  bestIndices(scores, count)
    .sort((a, b) => a - b)
    .map((index) => bank[index]!)

/** Array.prototype.sort is stable, so equal scores stay in slot order. */
const bestIndices = (scores: readonly number[], count: number): number[] =>
  scores
    .map((_, index) => index)
    .sort((a, b) => scores[b]! - scores[a]!)
    .slice(0, count)

/**
 * The published counter is floor(chunk / interval) + 1 after a recording and the slot is the counter minus one; while it lies
 * inside the bank the slot is overwritten, beyond it the bank is compressed (memflow.md §4.2).
 */
const releasedSlot = (rules: MemoryRules, pending: FrameRef): number =>
  Math.floor(pending.at / rules.chunk / rules.recordEvery)
