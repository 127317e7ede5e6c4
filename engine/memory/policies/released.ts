/**
 * `released`: the published code with its defects (memflow.md §4.8): the score includes padding, the pending prototype is
 * never cleared and so is committed again at every call, and the bank stays in score order.
 */
import type { FrameRef, LayerMemory } from '../../../app/ledger/records.ts'
import { best, decide } from '../bank.ts'
import type { Decision, MemoryRules, Policy } from '../policy.ts'

export const released = {
  name: 'released',
  keeps: { sink: true, bank: true },
  archives: false,
  conventions: { enterBank: 'nextChunk', includePadding: true },
  commit: (rules, memory, _, score) => {
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
  },
  worth: (score) => score,
  interval: ({ recordEvery, variant }) => (variant === 'single' ? 1 : recordEvery),
  blindAtSwitch: true,
  continuesOthers: false
} as const satisfies Policy

/** Highest first; ties keep the earlier slot. Upstream's order (memflow.md §4.3). */
const byScore = (bank: readonly FrameRef[], scores: readonly number[], count: number): readonly FrameRef[] =>
  best(scores, count).map((index) => bank[index]!)

/**
 * The published counter is floor(chunk / interval) + 1 after a recording and the slot is the counter minus one; while it lies
 * inside the bank the slot is overwritten, beyond it the bank is compressed (memflow.md §4.2).
 */
const slotOf = (rules: MemoryRules, pending: FrameRef): number =>
  Math.floor(pending.at / rules.chunk / rules.recordEvery)
