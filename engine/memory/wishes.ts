/**
 * Pins, forgets and look-ahead of one take as pure transitions: frames kept in every bank, frames not used, frames of the
 * next shot seen while the take is made. An addition of ours, not part of the published method. Every layer always holds the
 * same number of frames, as the passes require.
 */
import { frameKey, type FrameRef, type LayerMemory, type MemoryWishes } from '../../app/ledger/records.ts'
import type { MemoryState, MemoryRules, Score } from './policy.ts'

export const noWishes: MemoryWishes = { pins: [], forgets: [], lookAhead: [] }

/** The memory without forgotten frames, so that no commit chooses them. `granted` evens out the banks again. */
export function purged(memory: MemoryState, { forgets }: MemoryWishes): MemoryState {
  const kept = unlike(forgets)
  const layers = memory.layers.map((layer) => ({ ...layer, bank: layer.bank.filter(kept) }))
  return { ...memory, layers, pending: memory.pending && kept(memory.pending) ? memory.pending : null }
}

/**
 * The memory after the commit with the pins in every bank, in place of the least relevant frames.
 * @param entered the prototype just committed, displaced only by pins
 */
export function granted(
  rules: MemoryRules,
  memory: MemoryState,
  wishes: MemoryWishes,
  entered: FrameRef | null,
  score: Score
): MemoryState {
  return withFirst(rules, memory, [...unseen(memory, wishes, wishes.pins), ...(entered ? [entered] : [])], score)
}

/** What the passes of the coming chunk attend to: also the look-ahead frames, after the pins. Not recorded. */
export function attended(rules: MemoryRules, memory: MemoryState, wishes: MemoryWishes, score: Score): MemoryState {
  if (wishes.lookAhead.length === 0) return memory
  return withFirst(rules, memory, unseen(memory, wishes, [...wishes.pins, ...wishes.lookAhead]), score)
}

/** Without frames that are already in sink or window (nothing is attended to twice) and without forgotten ones. */
function unseen({ layers }: MemoryState, { forgets }: MemoryWishes, refs: readonly FrameRef[]): readonly FrameRef[] {
  return refs.filter(unlike([...forgets, ...layers.flatMap(({ sink, window }) => [...sink, ...window])]))
}

/**
 * Every bank with the frames `first`, filled up by relevance (for `fifo`: by age) from its own frames, then from those of
 * other layers' banks. Oldest first, as in every bank.
 */
function withFirst(rules: MemoryRules, memory: MemoryState, first: readonly FrameRef[], score: Score): MemoryState {
  const pool = distinct(memory.layers.flatMap(({ bank }) => bank))
  const worth = rules.policy.worth(score)
  const layers = memory.layers.map((layer, index): LayerMemory => {
    const byWorth = (refs: readonly FrameRef[]) => refs.toSorted((a, b) => worth(index, b) - worth(index, a))
    const others = pool.filter(unlike(layer.bank))
    const chosen = distinct([...first, ...byWorth(layer.bank), ...byWorth(others)]).slice(0, rules.bank)
    return { ...layer, bank: chosen.sort((a, b) => a.at - b.at) }
  })
  return { ...memory, layers }
}

/** A predicate: the frame is none of these. */
export const unlike = (refs: readonly FrameRef[]): ((ref: FrameRef) => boolean) => {
  const names = new Set(refs.map(frameKey))
  return (ref) => !names.has(frameKey(ref))
}

const distinct = (refs: readonly FrameRef[]): FrameRef[] => [
  ...new Map(refs.map((ref) => [frameKey(ref), ref])).values()
]
