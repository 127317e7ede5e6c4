/** What a memory refers to. */
import type { PageId } from '../ids.ts'
import type { FrameRef, Snapshot } from './records.ts'

/** Frames that its layers hold, and the one that waits to be committed. A frame may be there several times. */
const framesOf = ({ layers, pending }: Snapshot): readonly FrameRef[] => [
  ...layers.flatMap(({ sink, bank, window }) => [...sink, ...bank, ...window]),
  ...(pending ? [pending] : [])
]

/** Pages and notes (gists, chapters) that must be at hand to go on from a memory; some of them several times. */
export const namedPages = (memory: Snapshot): readonly PageId[] => [
  ...framesOf(memory).map(({ page }) => page),
  ...(memory.archive?.chapters ?? []),
  ...(memory.archive?.recent ?? []).map(({ gist }) => gist)
]
