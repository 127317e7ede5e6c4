/** The film's sound: tracks, clips, playback. English. */
import { seconds } from './units.en.ts'

const loud = (decibels: number): string => `${decibels > 0 ? '+' : ''}${decibels.toFixed(1).replace('-', '−')} dB`

export const soundEn = {
  label: 'Sound',
  add: 'Add sound…',
  /** While files are being brought in. */
  coming: (names: readonly string[]) =>
    names.length === 1 ? `Bringing in ${names[0]}…` : `Bringing in ${names.length} sounds…`,
  brought: (name: string) => `${name} is in the film.`,
  removed: 'The sound was taken out.',
  onFilm: 'Open a film first, then drop sounds on its timeline.',
  kinds: { dialogue: 'Dialogue', music: 'Music', effects: 'Effects' },
  /** `number`: which of several of the kind; null: there is one. */
  track: (kind: string, number: number | null) => (number === null ? kind : `${kind} ${number}`),
  trackOf: (track: string, gain: number) => (gain === 0 ? track : `${track}, ${loud(gain)}`),
  clipsOf: (track: string) => `Sounds: ${track}`,
  mute: (track: string) => `Mute: ${track}`,
  solo: (track: string) => `Only this: ${track}`,
  muteLetter: 'M',
  soloLetter: 'S',
  kind: 'Kind',
  kindHint: 'Music becomes quieter while somebody speaks.',
  loudness: 'Loudness',
  loud,
  removeTrack: 'Remove the track',
  removeTrackWith: (count: number) =>
    count === 1 ? 'Remove the track and its sound' : `Remove the track and its ${count} sounds`,
  /** `shot`: the one it goes along with; null: none. */
  clip: (name: string, track: string, shot: string | null, from: string, length: number) =>
    [name || 'Sound', track, `from ${from}`, seconds(length), shot === null ? '' : `goes along with shot ${shot}`]
      .filter(Boolean)
      .join(', '),
  unnamed: 'Sound',
  fade: { start: 'Fade in', end: 'Fade out' },
  begins: 'Begins',
  /** Seconds are counted from there. */
  from: (shot: string | null) => (shot === null ? 'after the start of the film' : `after the start of shot ${shot}`),
  length: 'Length',
  goesWith: 'Goes along with',
  with: { card: (shot: string | null) => (shot === null ? 'A shot' : `Shot ${shot}`), film: 'The film' },
  remove: 'Remove the sound',
  back: 'Show the shot’s details',
  seconds: 's',
  clipKeys: 'Alt ← → moves it by a frame, with Shift by a second · [ ] trim it to the playhead · Del removes it',
  on: 'Sound on',
  off: 'Sound off',
  volume: 'Volume',
  /** Null: it is not. */
  tooLoud: (decibels: number | null) =>
    decibels === null
      ? ''
      : `The sound is ${decibels.toFixed(1)} dB too loud in places, and is cut off there. Make its tracks that much quieter and export again.`
}
