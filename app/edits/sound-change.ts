/** A change of a film's sound, clip by clip, so that an entry of the undo list holds only the clips it changed. */
import * as v from 'valibot'
import { few } from '../base/fields.ts'
import { limits } from '../base/limits.ts'
import { inOrderOfIds, type Sound, type SoundClip, type SoundTrack } from '../film/sound.ts'
import { clipIdSchema, clipSchema, tracksSchema } from '../film/sound-schema.ts'
import type { ClipId } from '../ids.ts'

export interface SoundChange {
  readonly kind: 'sound'
  /** All tracks; null: as they were. */
  readonly tracks: readonly SoundTrack[] | null
  /** New values of some clips, in the order of their ids; `clip` null: it is gone. */
  readonly clips: readonly { readonly id: ClipId; readonly clip: SoundClip | null }[]
}

const mostNamed = 2 * limits.soundClips
export const soundChangeSchema = v.strictObject({
  kind: v.literal('sound'),
  tracks: v.nullable(tracksSchema),
  clips: few(v.strictObject({ id: clipIdSchema, clip: v.nullable(clipSchema) }), mostNamed)
})

/** The sound after a change. */
export function changedSound(sound: Sound, { tracks, clips }: SoundChange): Sound {
  if (clips.length === 0) return { ...sound, tracks: tracks ?? sound.tracks }
  const all = new Map(sound.clips.map((clip) => [clip.id, clip]))
  for (const { id, clip } of clips) {
    if (clip === null) all.delete(id)
    else all.set(id, clip)
  }
  return { tracks: tracks ?? sound.tracks, clips: inOrderOfIds([...all.values()]) }
}

/** The inverse of a change: the present value of all that it names. */
export function soundBefore(sound: Sound, { tracks, clips }: SoundChange): SoundChange {
  const now = new Map(sound.clips.map((clip) => [clip.id, clip]))
  return {
    kind: 'sound',
    tracks: tracks && sound.tracks,
    clips: clips.map(({ id }) => ({ id, clip: now.get(id) ?? null }))
  }
}

/** The change that turns `before` into `after`, as a list: empty where they are equal. */
export function soundChange(before: Sound, after: Sound): readonly SoundChange[] {
  const [was, is] = [before, after].map(({ clips }) => new Map(clips.map((clip) => [clip.id, clip])))
  const ids = inOrderOfIds([...new Set([...was!.keys(), ...is!.keys()])].map((id) => ({ id })))
  const clips = ids.flatMap(({ id }) => (same(was!.get(id), is!.get(id)) ? [] : [{ id, clip: is!.get(id) ?? null }]))
  const tracks = same(before.tracks, after.tracks) ? null : after.tracks
  return tracks === null && clips.length === 0 ? [] : [{ kind: 'sound', tracks, clips }]
}

/** Two changes, one after the other, as one. */
export function mergedSound(first: SoundChange, second: SoundChange): SoundChange {
  const clips = new Map([...first.clips, ...second.clips].map((each) => [each.id, each]))
  return { kind: 'sound', tracks: second.tracks ?? first.tracks, clips: inOrderOfIds([...clips.values()]) }
}

const same = (one: unknown, other: unknown): boolean => one === other || JSON.stringify(one) === JSON.stringify(other)
