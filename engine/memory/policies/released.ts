/**
 * How `released` chooses: as the published code, with its defects (memflow.md §4.8). The pending prototype is never cleared
 * and so is committed again at every call, and the bank stays in score order.
 */
import type { ArchivedFrame, FrameRef, LayerMemory } from '../../../app/ledger/records.ts'
import { best, decide } from '../bank.ts'
import type { Commit, Decision, MemoryRules, MemoryState, Score } from '../policy.ts'

/** One commit before a chunk; nothing is done while no prototype is pending. */
export function asPublished(
  rules: MemoryRules,
  memory: MemoryState,
  _: readonly ArchivedFrame[],
  score: Score
): Commit {
  const { pending } = memory
  if (pending === null) return { memory, decisions: [] }
  const decisions: Decision[] = []
  const slot = slotOf(rules, pending)
  const layers = memory.layers.map((layer, index): LayerMemory => {
    if (slot < rules.bank) return { ...layer, bank: layer.bank.toSpliced(slot, 1, pending) }
    const decision = decide(rules, index, layer.bank, pending, score, byScore)
    decisions.push(decision)
    return { ...layer, bank: decision.kept }
  })
  return { memory: { ...memory, layers }, decisions }
}

/** Highest first; ties keep the earlier slot. Upstream's order (memflow.md §4.3). */
const byScore = (bank: readonly FrameRef[], scores: readonly number[], count: number): readonly FrameRef[] =>
  best(scores, count).map((index) => bank[index]!)

/**
 * The published counter is floor(chunk / interval) + 1 after a recording and the slot is the counter minus one; while it lies
 * inside the bank the slot is overwritten, beyond it the bank is compressed (memflow.md §4.2).
 */
const slotOf = (rules: MemoryRules, pending: FrameRef): number =>
  Math.floor(pending.at / rules.chunk / rules.recordEvery)
