/** Re-cache at a prompt switch: which frames are encoded again, what they may see, what they replace (memflow.md §3.6). */
import type { PageId } from '../../app/ids.ts'
import type { FrameRef, LayerMemory } from '../../app/ledger/records.ts'
import { latentFrame } from '../../app/time.ts'
import type { MemoryState, MemoryRules } from './policy.ts'
import { localFrames } from './rules.ts'
import type { MemoryPart } from './view.ts'

export interface RecachePlan {
  /** Absolute index of the first frame passed through the network. */
  readonly first: number
  /** Frames passed through the network, ending just before the coming chunk. */
  readonly frames: number
  /** How many of the first frames are muted: not attended to and not kept (upstream's extra queries; they matter to SMA only). */
  readonly muted: number
  /** How many of its frames are at sink positions, because the sink itself is encoded again. */
  readonly ownSink: number
  /** Parts of the memory that the pass attends to. */
  readonly past: readonly MemoryPart[]
}

/**
 * The pass before the first chunk of a new prompt, or null where none is due: the pack does not re-cache, the prompt is
 * unchanged, or nothing was made yet. Early in a film (start ≤ local size) the sink is encoded again together with the
 * window; later the sink stays and only window and current-chunk room are encoded. `sma`: upstream also feeds the frames
 * whose keys fall on the protected sink, which influences nothing but SMA's query descriptor.
 */
export function planRecache(rules: MemoryRules, memory: MemoryState, prompt: string, sma: boolean): RecachePlan | null {
  const start = memory.next
  if (!rules.recache || memory.prompt === null || memory.prompt === prompt || start === 0) return null
  const local = localFrames(rules)
  if (start <= local) return { first: 0, frames: start, muted: 0, ownSink: Math.min(rules.sink, start), past: ['bank'] }
  const frames = sma ? local : local - rules.sink
  return { first: start - frames, frames, muted: sma ? rules.sink : 0, ownSink: 0, past: ['sink', 'bank'] }
}

/**
 * The memory with the re-encoded frames in place: window always, sink only when it was encoded again, muted frames never
 * (one of them may be a late sink frame). Bank and pending prototype keep their pages. So does layer 0: its keys and values
 * never depend on the prompt.
 * @param page the page of the re-cache; its frame 0 is the plan's first frame
 */
export function recached(memory: MemoryState, page: PageId, { first, muted }: RecachePlan): MemoryState {
  const renew = (ref: FrameRef): FrameRef =>
    ref.at < first + muted ? ref : { page, frame: ref.at - first, at: latentFrame(ref.at) }
  const layers = memory.layers.map((layer, index): LayerMemory =>
    index === 0 ? layer : { sink: layer.sink.map(renew), bank: layer.bank, window: layer.window.map(renew) }
  )
  return { ...memory, layers }
}
