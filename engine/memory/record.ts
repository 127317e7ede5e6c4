/** After a clean pass: adds the new frames, trims the window, picks the next prototype. */
import type { PageId } from '../../app/ids.ts'
import type { FrameRef, LayerMemory } from '../../app/ledger/records.ts'
import { latentFrame } from '../../app/time.ts'
import type { MemoryState, MemoryRules } from './policy.ts'
import { localFrames } from './rules.ts'

/** What the clean pass of one chunk left behind. */
export interface Recorded {
  readonly page: PageId
  readonly prompt: string
  /** SHA-256 of the chunk's stored latents; remembered by models that re-cache. */
  readonly latents: string
}

/** The frame that the chunk after `memory` will offer to the bank, now or when it leaves the window; null when none. */
export function prototypeOf(rules: MemoryRules, memory: MemoryState, page: PageId): FrameRef | null {
  const at = memory.next
  // A sink frame never leaves by way of the window.
  const leaves = rules.enterBank === 'nextChunk' || at >= rules.sink
  return rules.bank > 0 && leaves && isDue(rules, at) ? { page, frame: 0, at } : null
}

function isDue(rules: MemoryRules, at: number): boolean {
  return at % rules.chunk === 0 && (at / rules.chunk) % rules.policy.interval(rules) === 0
}

/**
 * Adds the chunk that starts at `memory.next` (memflow.md §3.4): its first frames fill the sink, the others the window,
 * which keeps the newest. A prototype offered here stays `pending` until `commit`.
 */
export function record(rules: MemoryRules, memory: MemoryState, made: Recorded): MemoryState {
  const start = memory.next
  const fresh = Array.from({ length: rules.chunk }, (_, frame): FrameRef => ({
    page: made.page,
    frame,
    at: latentFrame(start + frame)
  }))
  const toSink = fresh.filter((ref) => ref.at < rules.sink)
  const toWindow = fresh.filter((ref) => ref.at >= rules.sink)
  const layers = memory.layers.map((layer): LayerMemory => ({
    sink: [...layer.sink, ...toSink],
    bank: layer.bank,
    window: newest([...layer.window, ...toWindow], rules.window)
  }))
  const window = firstLayerWindow(memory).concat(toWindow).slice(0, -rules.window)
  const keep = Math.ceil(localFrames(rules) / rules.chunk)
  return {
    ...memory,
    next: latentFrame(start + rules.chunk),
    prompt: made.prompt,
    layers,
    pending: offered(rules, fresh[0]!, window) ?? memory.pending,
    recent: rules.recache ? newest([...memory.recent, made.latents], keep) : []
  }
}

/** The frame that becomes the pending prototype now, if any: the first of its chunk (memflow.md §4.1). */
function offered(rules: MemoryRules, first: FrameRef, window: readonly FrameRef[]): FrameRef | undefined {
  if (rules.bank === 0) return undefined
  const due = ({ at }: FrameRef): boolean => isDue(rules, at)
  return rules.enterBank === 'nextChunk' ? [first].find(due) : window.find(due)
}

/** Layers differ in their windows only by the pages a re-cache wrote, and packs that re-cache do not offer from the window. */
const firstLayerWindow = (memory: MemoryState): readonly FrameRef[] => memory.layers[0]?.window ?? []

const newest = <T>(list: readonly T[], count: number): readonly T[] => list.slice(Math.max(0, list.length - count))
