/** Drags of clips, their edges and their fades: what a clip would be if it were released now, and the edit at the drop. */
import type { SoundClip } from '../../app/film/sound.ts'
import { clipLength } from '../../app/film/sound.ts'
import { trackId, type TrackId } from '../../app/ids.ts'
import { sampleRate } from '../../app/time.ts'
import { fadedClip, snapped, trimmedClip, type Edge } from '../model/clip-moves.ts'
import type { Hold } from '../model/drag.svelte.ts'
import type { OpenFilm } from '../model/film.svelte.ts'
import type { PlacedClip } from '../model/placed-clips.ts'

/** Pixels from which an edge jumps to a card, the playhead or another clip. */
const near = 8

/** Samples of a pixel of the timeline. */
export const samplesPerPixel = (film: OpenFilm): number => (film.chunkSeconds * sampleRate) / film.scale.chunk

/** The clip of a drag as it would be then; null: no clip is dragged. */
export function heldClip(film: OpenFilm, hold: Hold | null): PlacedClip | null {
  const held = hold?.held
  if (!hold || !held || !('clip' in held)) return null
  const placed = film.sounds.placed.find(({ clip }) => clip.id === held.clip)
  if (!placed) return null
  const by = (hold.x - hold.fromX) * samplesPerPixel(film)
  if (held.kind === 'clip') {
    const { at, length, clip } = placed
    return {
      ...placed,
      at: Math.max(0, at + moveBy(film, placed, by, [at, at + length])),
      clip: { ...clip, track: laneOf(hold, clip) }
    }
  }
  if (held.kind === 'clipFade') {
    const { clip } = placed
    const length = held.edge === 'start' ? clip.fadeIn + by : clip.fadeOut - by
    return { ...placed, clip: { ...clip, ...fadedClip(clip, held.edge, length) } }
  }
  return trimmed(film, placed, held.edge, by)
}

function trimmed(film: OpenFilm, placed: PlacedClip, edge: Edge, by: number): PlacedClip {
  const { clip, at, length } = placed
  const moved = moveBy(film, placed, by, [edge === 'start' ? at : at + length])
  const samples = film.sounds.picture(clip.audio)?.samples ?? clip.out
  const now = { ...clip, ...trimmedClip(placed, edge, moved, samples) }
  const [fadeIn, fadeOut] = [Math.min(now.fadeIn, clipLength(now)), now.fadeOut] as [
    typeof now.fadeIn,
    typeof now.fadeOut
  ]
  return { ...placed, clip: { ...now, fadeIn, fadeOut }, at: at + now.start - clip.start, length: clipLength(now) }
}

/** To something nearby, else to a whole frame. @param edges those that move, in samples of the film */
function moveBy(film: OpenFilm, placed: PlacedClip, by: number, edges: readonly number[]): number {
  const { sounds, fps } = film
  const others = sounds.placed.filter(({ clip }) => clip.id !== placed.clip.id)
  const points = [...sounds.cards, ...others].flatMap(({ at, length }) => [at, at + length])
  const jumped = snapped(by, edges, [0, sounds.now, ...points], near * samplesPerPixel(film))
  const frame = sampleRate / fps
  return jumped === by ? Math.round((edges[0]! + by) / frame) * frame - edges[0]! : jumped
}

/** The track of the lane under the pointer, else its own. */
function laneOf({ x, y }: Hold, clip: SoundClip): TrackId {
  const lane = document.elementsFromPoint(x, y).find((each) => each.closest('[data-lane]'))
  const id = lane?.closest('[data-lane]')?.getAttribute('data-lane')
  return id ? trackId(id) : clip.track
}

/** Releases what is dragged. */
export function dropClip(film: OpenFilm, hold: Hold): void {
  const { held } = hold
  const now = heldClip(film, hold)
  if (!now || !('clip' in held)) return
  const { sounds } = film
  const { clip, at, length } = now
  const before = sounds.placed.find((each) => each.clip.id === clip.id)!
  if (held.kind === 'clip') void sounds.move(clip.id, at, clip.track)
  else if (held.kind === 'clipFade')
    void sounds.fade(clip.id, held.edge, held.edge === 'start' ? clip.fadeIn : clip.fadeOut)
  else if (held.kind === 'clipEdge')
    void sounds.trim(
      clip.id,
      held.edge,
      held.edge === 'start' ? at - before.at : at + length - before.at - before.length
    )
}
