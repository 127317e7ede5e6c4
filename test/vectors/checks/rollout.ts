/** What the checks of recorded roll-outs share: their extras, and the rows that every one of them has. */
import type { Replay, ReplayPlan } from '../replay.ts'
import { rowOf, type Row, type VectorSet } from '../set.ts'
import { joined } from './taps.ts'

export type Policy = Pick<ReplayPlan, 'policy' | 'variant'>

/** What the extras of a roll-out tell. */
export interface RolloutExtra {
  readonly switches?: readonly number[]
  readonly keys?: readonly RecordedKeys[]
  readonly recache?: readonly RecordedRecache[]
  readonly passes?: readonly RecordedSelection[]
}
export interface RecordedKeys {
  readonly kind: string
  readonly start: number
  readonly frames: number
  readonly keys: readonly (readonly number[])[]
}
export interface RecordedRecache {
  /** Names the tensors; the re-cache itself ran before the chunk that starts at `recache_start + recache_frames`. */
  readonly switch_frame: number
  readonly recache_start: number
  readonly recache_frames: number
  readonly window_first_frame: number
}
export interface RecordedSelection {
  readonly pas: number
  readonly kind: string
  readonly start: number
  readonly layer: number
  readonly candidates: readonly number[]
  readonly selected: readonly (readonly number[])[]
}

export const x0Row = (id: string, set: VectorSet, tensor: string, done: Replay): Row =>
  set.compare(id, tensor, joined(done.chunks.map(({ latents }) => latents)))

/** Frame indices of every key block, per pass and layer, in the order the reference puts them: sink, bank, local. */
export function keyRows(id: string, set: VectorSet, extra: RolloutExtra, done: Replay, tensor = 'extra.keys'): Row[] {
  if (!extra.keys) return []
  const { rules } = done
  const actual = done.attended.flatMap(({ pass, chunkStart, start, past }) => {
    const end = pass === 'chunk' ? chunkStart + rules.chunk : chunkStart
    const own = Array.from({ length: end - start }, (_, frame) => start + frame)
    // Own frames that stand in the sink come after the sink's older frames: only a chunk ends a sink begun before it.
    const ownSink = own.filter((at) => at < rules.sink)
    const older = pass === 'chunk' ? Math.min(rules.sink, start) : 0
    return past.flatMap((ats) => [
      ...ats.slice(0, older),
      ...ownSink,
      ...ats.slice(older),
      ...own.slice(ownSink.length),
      endOfList
    ])
  })
  const expected = extra.keys.flatMap(({ keys }) => keys.flatMap((ats) => [...ats, endOfList]))
  return [rowOf(id, tensor, 'exact', actual, expected)]
}

/** A separator, so that lists of different lengths cannot match when they are joined. */
const endOfList = -2

export const chunksOf = (id: string, set: VectorSet): number =>
  set.shapeOf(id, 'out.x0')[0]! / set.config.frames_per_chunk
export const layersOf = (set: VectorSet): number[] => Array.from({ length: set.config.layers }, (_, layer) => layer)
export const framesOf = (set: VectorSet): number[] =>
  Array.from({ length: set.config.frames_per_chunk }, (_, frame) => frame)
