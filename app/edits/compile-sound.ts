/** Compiles the edits of a film's sound, and what becomes of it when a card is split. */
import { Failure } from '../base/failure.ts'
import type { PlainCode } from '../base/failure-codes.ts'
import { limits } from '../base/limits.ts'
import type { Film } from '../film/film.ts'
import { clipLength, inOrderOfIds, type Sound, type SoundClip, type SoundTrack } from '../film/sound.ts'
import { clipId, type CardId, type ClipId } from '../ids.ts'
import { sample, sampleShift, type Sample } from '../time.ts'
import { soundChange, type SoundChange } from './sound-change.ts'
import type { SoundEdit } from './sound-edit.ts'

/** @throws Failure `edit.sound-*`, `edit.card` when the film has no such clip, track or card, or the clip is there already */
export function compileSound(film: Film, edit: SoundEdit): readonly SoundChange[] {
  const { sound } = film
  switch (edit.type) {
    case 'addClip':
      return soundChange(sound, withClip(film, edit.sound, edit.track))
    case 'moveClip': {
      const { track, card, start } = edit
      demandPlace(film, sound.tracks, { track, card })
      return soundChange(sound, put(sound, { ...clipOf(sound, edit.clip), track, card, start }))
    }
    case 'trimClip': {
      const before = clipOf(sound, edit.clip)
      return soundChange(sound, put(sound, fitted({ ...before, start: edit.start, in: edit.in, out: edit.out })))
    }
    case 'setClipGain':
      return soundChange(sound, put(sound, { ...clipOf(sound, edit.clip), gain: edit.gain }))
    case 'setClipFades': {
      const { fadeIn, fadeOut } = edit
      return soundChange(sound, put(sound, { ...clipOf(sound, edit.clip), fadeIn, fadeOut }))
    }
    case 'removeClip': {
      const gone = clipOf(sound, edit.clip)
      return soundChange(sound, { ...sound, clips: sound.clips.filter((clip) => clip !== gone) })
    }
    case 'setTrack': {
      const before = trackOf(sound.tracks, edit.track.id)
      const tracks = sound.tracks.map((track) => (track === before ? edit.track : track))
      return soundChange(sound, { ...sound, tracks })
    }
    case 'removeTrack': {
      const gone = trackOf(sound.tracks, edit.id)
      return soundChange(sound, {
        tracks: sound.tracks.filter((track) => track !== gone),
        clips: sound.clips.filter(({ track }) => track !== gone.id)
      })
    }
  }
}

function withClip(film: Film, clip: SoundClip, track: SoundTrack | null): Sound {
  const { sound } = film
  if (sound.clips.some(({ id }) => id === clip.id)) throw refuse('edit.sound-twice', 'The film has this sound already.')
  if (track && sound.tracks.some(({ id }) => id === track.id))
    throw refuse('edit.sound-twice', 'The film has this sound track already.')
  if (sound.clips.length >= limits.soundClips || sound.tracks.length + (track ? 1 : 0) > limits.soundTracks)
    throw refuse('edit.sound-many', 'The film has as many sounds or sound tracks as a film can have.')
  const tracks = track ? [...sound.tracks, track] : sound.tracks
  demandPlace(film, tracks, clip)
  return { tracks, clips: inOrderOfIds([...sound.clips, clip]) }
}

/**
 * The sound after a split of a card: what begins in the second part goes along with that, and what sounds across the cut is
 * divided there, so that each part keeps its sound wherever it goes. Nothing is heard differently: a clip that the cut hits
 * in a fade stays whole with the first part, and so does one that the film has no room to divide.
 * @param at samples from the start of the card to the cut
 */
export function splitSound(sound: Sound, card: CardId, second: CardId, at: Sample): readonly SoundChange[] {
  const taken = new Set(sound.clips.map(({ id }) => id))
  let room = limits.soundClips - sound.clips.length
  const clips = sound.clips.flatMap((clip): SoundClip[] => {
    if (clip.card !== card) return [clip]
    if (clip.start >= at) return [{ ...clip, card: second, start: sampleShift(clip.start - at) }]
    const first = at - clip.start
    const length = clipLength(clip)
    if (first >= length || first < clip.fadeIn || length - first < clip.fadeOut || room === 0) return [clip]
    room -= 1
    const cut = sample(clip.in + first)
    const id = unused(taken, clip.id)
    return [
      { ...clip, out: cut, fadeOut: sample(0) },
      { ...clip, id, card: second, start: sampleShift(0), in: cut, fadeIn: sample(0) }
    ]
  })
  return soundChange(sound, { ...sound, clips: inOrderOfIds(clips) })
}

/** `name.2`, `name.3`, …: the first that is free, which is taken. */
function unused(taken: Set<ClipId>, like: ClipId): ClipId {
  const stem = like.replace(/\.\d{1,6}$/, '').slice(0, limits.id - 8)
  for (let number = 2; ; number += 1) {
    const id = clipId(`${stem}.${number}`)
    if (taken.has(id)) continue
    taken.add(id)
    return id
  }
}

const put = (sound: Sound, clip: SoundClip): Sound => ({
  ...sound,
  clips: sound.clips.map((each) => (each.id === clip.id ? clip : each))
})

/** Its fades within its length, the one at the start first. */
function fitted(clip: SoundClip): SoundClip {
  const length = Math.max(0, clip.out - clip.in)
  const fadeIn = Math.min(clip.fadeIn, length)
  return { ...clip, fadeIn: sample(fadeIn), fadeOut: sample(Math.min(clip.fadeOut, length - fadeIn)) }
}

function clipOf({ clips }: Sound, id: ClipId): SoundClip {
  const clip = clips.find((each) => each.id === id)
  if (clip === undefined) throw refuse('edit.sound-gone', 'The sound is no longer in the film.')
  return clip
}

function trackOf(tracks: readonly SoundTrack[], id: string): SoundTrack {
  const track = tracks.find((each) => each.id === id)
  if (track === undefined) throw refuse('edit.sound-gone', 'The sound track is no longer in the film.')
  return track
}

function demandPlace(
  { cards }: Film,
  tracks: readonly SoundTrack[],
  { track, card }: Pick<SoundClip, 'track' | 'card'>
): void {
  trackOf(tracks, track)
  if (card !== null && !cards.some(({ id }) => id === card))
    throw refuse('edit.card', 'The shot is no longer in the film.')
}

const refuse = (code: PlainCode, cause: string): Failure => new Failure(code, cause, 'Nothing was changed.')
