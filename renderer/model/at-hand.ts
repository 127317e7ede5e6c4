/** Where the playhead belongs when the shots of a film change: docs/shot-at-hand.md. Pure. Frames are of the whole film. */
import type { Shot } from './shots.ts'

/** A frame inside a shot, as near as can be to so many frames from its beginning. */
export function frameIn(shot: Shot, into: number, framesPerChunk: number): number {
  return shot.start * framesPerChunk + Math.max(0, Math.min(into, shot.length * framesPerChunk - 1))
}

/**
 * Where the picture is now that a frame showed before: in the same shot, or as near to it as is left; of a shot that is
 * gone, the beginning of the next one, after the last one of the one before. Null: there was none, or none is left.
 */
export function carried(
  before: { readonly shots: readonly Shot[]; readonly at: Shot | null; readonly frame: number },
  now: readonly Shot[],
  framesPerChunk: number
): number | null {
  const { shots, at, frame } = before
  if (at === null) return null
  const here = new Map(now.map((shot) => [shot.id, shot]))
  const near = [...shots.slice(at.index), ...shots.slice(0, at.index).reverse()].find(({ id }) => here.has(id))
  const shot = near && here.get(near.id)
  if (!shot) return null
  const trimmed = shot.take === at.take ? shot.from - at.from : 0
  return frameIn(shot, shot.id === at.id ? frame - (at.start + trimmed) * framesPerChunk : 0, framesPerChunk)
}

/** The whole chunk of a shot nearest to the playhead, both in chunks; null: no cut there would divide it. */
export function cutIn(shot: Shot | null, now: number): number | null {
  const at = shot ? Math.round(now - shot.start) : 0
  return shot && at >= 1 && at < shot.length ? at : null
}
