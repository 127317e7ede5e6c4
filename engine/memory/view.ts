/** What the passes of the next chunk attend to: per layer the frames in order, and the temporal position of each. */
import type { FrameRef } from '../../app/ledger/records.ts'
import type { MemoryRules } from './rules.ts'
import type { Memory } from './state.ts'

export interface MemoryView {
  /** Per layer: sink, bank, window. Every layer holds equally many frames. */
  readonly layers: readonly (readonly FrameRef[])[]
  /** Temporal position of every frame of each layer, same order: absolute index or slot. */
  readonly positions: readonly (readonly number[])[]
  /** Frames per layer. */
  readonly frames: number
  /** How many of them, the first, are sink and bank: SMA's candidates (memflow.md §4.6). */
  readonly memoryFrames: number
}

export type MemoryPart = 'sink' | 'bank' | 'window'

/** `parts` narrows the view for a re-cache, which replaces what it does not read (memflow.md §3.6). */
export function viewMemory(
  rules: MemoryRules,
  memory: Memory,
  parts: readonly MemoryPart[] = ['sink', 'bank', 'window']
): MemoryView {
  const layers = memory.layers.map((layer) => parts.flatMap((part) => layer[part]))
  const positions = memory.layers.map((layer) =>
    parts.flatMap((part) => layer[part].map((ref, index) => positionOf(rules, part, ref, index, layer[part].length)))
  )
  const first = memory.layers[0]
  const memoryFrames = parts.reduce((sum, part) => sum + (part === 'window' ? 0 : (first?.[part].length ?? 0)), 0)
  return { layers, positions, frames: layers[0]?.length ?? 0, memoryFrames }
}

/** Temporal positions of the chunk that comes next. */
export function chunkPositions(rules: MemoryRules, memory: Memory): readonly number[] {
  const start = rules.positions === 'slot' ? rules.slots.chunk : memory.next
  return Array.from({ length: rules.chunk }, (_, frame) => start + frame)
}

/** Slots: sink from 0, bank left-aligned after it, window right-aligned before the chunk; empty slots are absent. */
function positionOf(rules: MemoryRules, part: MemoryPart, ref: FrameRef, index: number, count: number): number {
  if (rules.positions === 'absolute') return ref.at
  if (part === 'sink') return index
  return part === 'bank' ? rules.slots.bank + index : rules.slots.chunk - count + index
}
