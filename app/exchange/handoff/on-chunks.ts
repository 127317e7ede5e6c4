/** Rounds the part of a file that an edited cut shows to whole chunks. */
import { limits } from '../../base/limits.ts'
import { chunk, chunkSeconds, type Chunk, type Timebase } from '../../time.ts'

/** In seconds; `rate`: frames counted in a second. */
interface Part {
  readonly in: number
  readonly length: number
  readonly rate: number
}

/**
 * Both ends go to the nearest chunk, so that nothing is shown that the file has not; at least one chunk, at most as many as
 * a shot may have. Where a chunk is no whole number of frames, a frame more or less is the chunk itself (rate.ts).
 * @returns `off` the larger of how far the beginning and the length were from it, in seconds; 0: within a frame
 */
export function onChunks(
  { in: start, length, rate }: Part,
  base: Timebase
): { readonly from: Chunk; readonly length: Chunk; readonly off: number; readonly most: boolean } {
  const each = chunkSeconds(base)
  const [first, end] = [start / each, (start + length) / each]
  const most = limits.cardChunks
  let from = Math.min(Math.max(0, nearest(first)), most)
  const chunks = nearest(end) - from
  if (chunks < 1) from = Math.min(Math.max(0, Math.floor((first + end) / 2)), most)
  const shown = Math.min(Math.max(1, chunks), most)
  const off = Math.max(Math.abs(start - from * each), Math.abs(length - shown * each))
  const frames = each * rate
  const tolerance = (Math.abs(frames - Math.round(frames)) < 1e-6 ? 0.5 : 1.01) / rate
  return { from: chunk(from), length: chunk(shown), off: off > tolerance ? off : 0, most: chunks > most }
}

/** Halves up, also where a division left a little less. */
const nearest = (value: number): number => Math.floor(value + 0.5 + 1e-6)
