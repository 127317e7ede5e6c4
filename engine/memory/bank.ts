/** How a prototype enters a bank (memflow.md §4.3). */
import type { FrameRef, LayerMemory } from '../../app/ledger/records.ts'
import type { Commit, Decision, MemoryState, MemoryRules, Score } from './policy.ts'

/** Which `count` of a full bank's frames stay, in the order in which they then stand. */
export type Choose = (bank: readonly FrameRef[], scores: readonly number[], count: number) => readonly FrameRef[]

/** Appends the pending prototype to every layer's bank and clears it; a full bank first drops frames by `choose`. */
export function enter(rules: MemoryRules, memory: MemoryState, score: Score, choose: Choose): Commit {
  const { pending } = memory
  if (pending === null) return { memory, decisions: [] }
  const decisions: Decision[] = []
  const layers = memory.layers.map((layer, index): LayerMemory => {
    if (layer.bank.length < rules.bank) return { ...layer, bank: [...layer.bank, pending] }
    const decision = decide(rules, index, layer.bank, pending, score, choose)
    decisions.push(decision)
    return { ...layer, bank: decision.kept }
  })
  return { memory: { ...memory, layers, pending: null }, decisions }
}

/** A full bank of one layer makes room for the prototype that enters it. */
export function decide(
  rules: MemoryRules,
  layer: number,
  bank: readonly FrameRef[],
  entering: FrameRef,
  score: Score,
  choose: Choose
): Decision {
  const scores = bank.map((ref) => score(layer, ref))
  return { layer, candidates: bank, scores, kept: [...choose(bank, scores, rules.bank - 1), entering] }
}

/** Indices of the `count` largest, largest first; equal ones in their order. */
export const best = (scores: readonly number[], count: number): number[] =>
  scores
    .map((_, index) => index)
    .sort((a, b) => scores[b]! - scores[a]!)
    .slice(0, count)
