/** The times of a clip as text fields, in seconds. */
import { numberRefusal } from '../../app/base/number.ts'
import { limits } from '../../app/base/limits.ts'
import type { Failure } from '../../app/base/failure.ts'
import type { FilmState } from '../../app/contract/open-film.ts'
import { clipLength, type SoundClip } from '../../app/film/sound.ts'
import type { ClipId } from '../../app/ids.ts'
import { parseSeconds, sample, sampleRate, sampleShift } from '../../app/time.ts'
import { fadedClip } from './clip-moves.ts'
import type { Field } from './draft.svelte.ts'
import type { Hand } from './hand.ts'

export type ClipTime = 'start' | 'fadeIn' | 'fadeOut'

interface Timed {
  readonly state: FilmState
  readonly hand: Pick<Hand, 'write'>
}

/** To the millisecond. */
const written = (samples: number): string => String(Math.round((samples / sampleRate) * 1000) / 1000)

/** Samples of a number of seconds, which may be negative; NaN: it is none. */
function writtenSamples(text: string): number {
  const written = text.trim()
  const isNegative = /^[-−]/.test(written)
  const seconds = parseSeconds(isNegative ? written.slice(1) : written)
  return seconds === null ? NaN : Math.round(seconds * sampleRate) * (isNegative ? -1 : 1)
}

const rule = { most: 20, lines: false } as const

export function clipField(film: Timed, id: ClipId, time: ClipTime): Omit<Field, 'keep'> & { readonly isKept: false } {
  const known = (): SoundClip | undefined => film.state.view.film.sound.clips.find((clip) => clip.id === id)
  return {
    rule,
    isKept: false,
    rest: null,
    stored: () => {
      const clip = known()
      return clip ? written(clip[time]) : null
    },
    refuse: (text) => outOfRange(known(), time, writtenSamples(text)),
    send: async (text) => {
      const clip = known()
      const value = writtenSamples(text)
      if (!clip || text === written(clip[time])) return null
      if (time !== 'start') {
        const edge = time === 'fadeIn' ? 'start' : 'end'
        return film.hand.write({ type: 'setClipFades', clip: id, ...fadedClip(clip, edge, sample(value)) })
      }
      const { track, card } = clip
      return film.hand.write({ type: 'moveClip', clip: id, track, card, start: sampleShift(value) })
    }
  }
}

/** In whole seconds, so that the message has no long fractions. */
function outOfRange(clip: SoundClip | undefined, time: ClipTime, samples: number): Failure | null {
  const most = time === 'start' ? limits.soundStart : clip ? clipLength(clip) : 0
  const least = time === 'start' && clip?.card !== null ? -limits.soundStart : 0
  if (samples >= least && samples <= most) return null
  return numberRefusal(NaN, least / sampleRate, Math.floor((most / sampleRate) * 100) / 100)
}
