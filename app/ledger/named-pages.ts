/** The pages that a memory refers to. */
import type { PageId } from '../ids.ts'
import type { FrameRef, Snapshot } from './records.ts'

/** Pages of its layers' frames and of the pending prototype. May contain duplicates. */
const framesOf = ({ layers, pending }: Snapshot): readonly FrameRef[] => [
  ...layers.flatMap(({ sink, bank, window }) => [...sink, ...bank, ...window]),
  ...(pending ? [pending] : [])
]

/** Pages and notes (gists, chapters) needed to continue from a memory. May contain duplicates. */
export const namedPages = (memory: Snapshot): readonly PageId[] => [
  ...framesOf(memory).map(({ page }) => page),
  ...(memory.archive?.chapters ?? []),
  ...(memory.archive?.recent ?? []).map(({ gist }) => gist)
]
