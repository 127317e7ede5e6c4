/** Random edits of a film's sound: most can be made, some are refused. */
import * as fc from 'fast-check'
import type { Edit } from '../../../../app/edits/edit.ts'
import type { Film } from '../../../../app/film/film.ts'
import { clipId, trackId } from '../../../../app/ids.ts'
import { anyClip, anyGain, anyTrack } from '../../film/kit/arbitrary.ts'

/** `fresh` makes ids that are new to the film. */
export function ofSound({ sound }: Film, fresh: string): fc.Arbitrary<Edit> {
  const tracks = sound.tracks.map(({ id }) => id)
  const track = fc.constantFrom(...tracks, trackId('unknown'))
  const clip = fc.constantFrom(...sound.clips.map(({ id }) => id), clipId('unknown'))
  /** The fields of another clip. */
  const other = anyClip('other', tracks.length === 0 ? ['unknown'] : tracks)
  const onOld = anyClip(`clip-${fresh}`, [...tracks, 'unknown'])
  const onNew = anyClip(`clip-${fresh}`, [`track-${fresh}`])
  return fc.oneof(
    onOld.map((added): Edit => ({ type: 'addClip', sound: added, track: null })),
    fc
      .tuple(onNew, anyTrack(fc.constant(`track-${fresh}`)))
      .map(([added, onto]): Edit => ({ type: 'addClip', sound: added, track: onto })),
    fc.tuple(clip, track, other).map(([each, to, { card, start }]): Edit => ({
      ...{ type: 'moveClip', clip: each, track: to, card, start }
    })),
    fc.tuple(clip, other).map(([each, fields]): Edit => ({
      ...{ type: 'trimClip', clip: each, start: fields.start, in: fields.in, out: fields.out }
    })),
    fc.tuple(clip, anyGain).map(([each, gain]): Edit => ({ type: 'setClipGain', clip: each, gain })),
    fc
      .tuple(clip, other)
      .map(([each, { fadeIn, fadeOut }]): Edit => ({ type: 'setClipFades', clip: each, fadeIn, fadeOut })),
    clip.map((each): Edit => ({ type: 'removeClip', clip: each })),
    anyTrack(fc.constantFrom(...tracks, 'unknown')).map((each): Edit => ({ type: 'setTrack', track: each })),
    track.map((id): Edit => ({ type: 'removeTrack', id }))
  )
}
