/** Prints the sound of a film, for `info` and `sound`. */
import type { Film } from '../../app/film/film.ts'
import { shotNumber } from '../../app/film/film.ts'
import { clipLength, heardTracks } from '../../app/film/sound.ts'
import { cardStarts, clipStart } from '../../app/sound/places.ts'
import { clock, sample, sampleRate, samplesToSeconds, type Timebase } from '../../app/time.ts'

/** Track by track. Clips whose card is not in the film have no start and no shot; times are seconds of the storyboard. */
export function describeSound(film: Film, base: Timebase) {
  const heard = new Set(heardTracks(film.sound).map(({ id }) => id))
  const starts = cardStarts(film.cards, base)
  const shots = new Map(film.cards.map((card, index) => [card.id, shotNumber(card, index)]))
  return film.sound.tracks.map((track) => ({
    ...track,
    heard: heard.has(track.id),
    clips: film.sound.clips
      .filter((clip) => clip.track === track.id)
      .map((clip) => {
        const at = clipStart(clip, starts)
        return {
          ...clip,
          shot: (clip.card && shots.get(clip.card)) ?? null,
          seconds: samplesToSeconds(clipLength(clip)),
          from: at === null ? null : at / sampleRate
        }
      })
  }))
}

/** The same as text. */
export const soundText = (tracks: ReturnType<typeof describeSound>): string[] =>
  tracks.flatMap(({ kind, gain, muted, solo, clips }) => {
    const marks = [gain === 0 ? '' : `${gain} dB`, muted ? 'muted' : '', solo ? 'solo' : ''].filter(
      (mark) => mark !== ''
    )
    return [
      ['Sound', kind, ...marks].join(', '),
      ...clips.map(({ name, from, seconds, shot, gain: loud }) => {
        const where =
          from === null ? 'its shot is not in the film' : `from ${from < 0 ? '−' : ''}${time(Math.abs(from))}`
        const more = [shot === null ? '' : `with shot ${shot}`, loud === 0 ? '' : `${loud} dB`, time(seconds)]
        return `      ${[name || '(unnamed)', where, ...more.filter((each) => each !== '')].join(', ')}`
      })
    ]
  })

const time = (seconds: number): string => clock(samplesToSeconds(sample(Math.round(seconds * sampleRate))))
