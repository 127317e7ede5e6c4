/** What the passes of the next chunk attend to: per layer the frames in order, and the temporal position of each. */
import type { FrameRef } from '../../app/ledger/records.ts'
import type { MemoryState, MemoryRules } from './policy.ts'
import { unlike } from './wishes.ts'

export interface AttendedMemory {
  /** Per layer: sink, bank, window. Every layer holds equally many frames. */
  readonly layers: readonly (readonly FrameRef[])[]
  /** Temporal position of every frame of each layer, same order: absolute index or slot. */
  readonly positions: readonly (readonly number[])[]
  /** Frames per layer. */
  readonly frames: number
  /** How many of the first frames are sink and bank: SMA's candidates (memflow.md §4.6). */
  readonly memoryFrames: number
}

export type MemoryPart = 'sink' | 'bank' | 'window'

interface Placed {
  readonly ref: FrameRef
  readonly position: number
}

/**
 * `parts` narrows the view for a re-cache, which replaces what it does not read (memflow.md §3.6). Forgotten frames are left
 * out with their slots empty; the others keep their positions.
 */
export function viewMemory(
  rules: MemoryRules,
  memory: MemoryState,
  parts: readonly MemoryPart[] = ['sink', 'bank', 'window'],
  forgets: readonly FrameRef[] = []
): AttendedMemory {
  const placed = parts.map((part) => placePart(rules, memory, part, forgets))
  const layers = memory.layers.map((_, layer) => placed.flatMap((part) => part[layer]!))
  const memoryFrames = placed.reduce((sum, part, at) => sum + (parts[at] === 'window' ? 0 : (part[0]?.length ?? 0)), 0)
  return {
    layers: layers.map((frames) => frames.map(({ ref }) => ref)),
    positions: layers.map((frames) => frames.map(({ position }) => position)),
    frames: layers[0]?.length ?? 0,
    memoryFrames
  }
}

/**
 * Per layer the frames of one part with their positions. After a re-cache layers may name different pages for one frame: it
 * is forgotten in all.
 */
function placePart(
  rules: MemoryRules,
  memory: MemoryState,
  part: MemoryPart,
  forgets: readonly FrameRef[]
): Placed[][] {
  const kept = unlike(forgets)
  const isKept = (index: number) => part === 'bank' || memory.layers.every((layer) => kept(layer[part][index]!))
  return memory.layers.map((layer) =>
    layer[part].flatMap((ref, index): Placed[] =>
      isKept(index) ? [{ ref, position: positionOf(rules, part, ref, index, layer[part].length) }] : []
    )
  )
}

/** Temporal positions of the chunk that comes next. */
export function chunkPositions(rules: MemoryRules, memory: MemoryState): readonly number[] {
  const start = rules.positions === 'slot' ? rules.slots.chunk : memory.next
  return Array.from({ length: rules.chunk }, (_, frame) => start + frame)
}

/** Slots: sink from 0, bank left-aligned after it, window right-aligned before the chunk; empty slots are absent. */
function positionOf(rules: MemoryRules, part: MemoryPart, ref: FrameRef, index: number, count: number): number {
  if (rules.positions === 'absolute') return ref.at
  if (part === 'sink') return index
  return part === 'bank' ? rules.slots.bank + index : rules.slots.chunk - count + index
}
