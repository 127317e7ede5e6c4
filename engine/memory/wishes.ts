/**
 * What the artist asks of the memory for one take, as pure transitions: frames that stay in every bank, frames that are
 * not used, frames of the shot after that are seen while the take is made. Ours: the published method knows no such
 * thing. Every layer goes on to hold equally many frames, as the passes need it.
 */
import { frameKey, type FrameRef, type LayerMemory, type MemoryWishes } from '../../app/ledger/records.ts'
import type { MemoryState, MemoryRules, Score } from './policy.ts'

export const noWishes: MemoryWishes = { pins: [], forgets: [], lookAhead: [] }

/** The memory without what is to be forgotten, so that no commit chooses it. `granted` makes the banks even again. */
export function purged(memory: MemoryState, { forgets }: MemoryWishes): MemoryState {
  const kept = unlike(forgets)
  const layers = memory.layers.map((layer) => ({ ...layer, bank: layer.bank.filter(kept) }))
  return { ...memory, layers, pending: memory.pending && kept(memory.pending) ? memory.pending : null }
}

/**
 * The memory after the commit with the pins in every bank, at the cost of the least relevant frames.
 * @param entered the prototype just committed, which gives way to pins only
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

/** What the passes of the coming chunk attend to: the shot after too, behind the pins. It is not what is recorded. */
export function attended(rules: MemoryRules, memory: MemoryState, wishes: MemoryWishes, score: Score): MemoryState {
  if (wishes.lookAhead.length === 0) return memory
  return withFirst(rules, memory, unseen(memory, wishes, [...wishes.pins, ...wishes.lookAhead]), score)
}

/** Without what sink or window hold already, so that nothing is attended to twice, and without what is to be forgotten. */
function unseen({ layers }: MemoryState, { forgets }: MemoryWishes, refs: readonly FrameRef[]): readonly FrameRef[] {
  return refs.filter(unlike([...forgets, ...layers.flatMap(({ sink, window }) => [...sink, ...window])]))
}

/**
 * Every bank with the frames `first`, filled up with what it held by relevance (a `fifo` bank: by age) and then with what
 * the other layers' banks held. Oldest first, as banks are.
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

/** Whether a frame is none of these. */
export const unlike = (refs: readonly FrameRef[]): ((ref: FrameRef) => boolean) => {
  const names = new Set(refs.map(frameKey))
  return (ref) => !names.has(frameKey(ref))
}

const distinct = (refs: readonly FrameRef[]): FrameRef[] => [
  ...new Map(refs.map((ref) => [frameKey(ref), ref])).values()
]
