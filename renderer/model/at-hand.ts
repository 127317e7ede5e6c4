/** Keeps the playhead in place when the shots of a film change: docs/shot-at-hand.md. Pure. Frames are of the whole film. */
import type { Shot } from './shots.ts'

/** A frame of a shot: `into` frames from its start, clamped to the shot. */
export function frameIn(shot: Shot, into: number, framesPerChunk: number): number {
  return shot.start * framesPerChunk + Math.max(0, Math.min(into, shot.length * framesPerChunk - 1))
}

/**
 * The new position of the picture at a frame: in the same shot, clamped to what is left of it; if the shot is gone, the
 * start of the next one, else the end of the previous one. Null: there was or is no shot.
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

/** The cut nearest to the playhead that divides a shot, both in chunks; null: none does. */
export function cutIn(shot: Shot | null, now: number): number | null {
  const at = shot ? Math.round(now - shot.start) : 0
  return shot && at >= 1 && at < shot.length ? at : null
}
