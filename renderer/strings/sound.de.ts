/** Der Ton des Films: Spuren, Töne, Wiedergabe. German. */
import type { soundEn } from './sound.en.ts'
import { seconds } from './units.de.ts'

const decimal = (value: number): string => value.toFixed(1).replace('.', ',')
const loud = (decibels: number): string => `${decibels > 0 ? '+' : ''}${decimal(decibels).replace('-', '−')} dB`

export const soundDe: typeof soundEn = {
  label: 'Ton',
  add: 'Ton hinzufügen…',
  coming: (names) => (names.length === 1 ? `${names[0]} wird eingelesen…` : `${names.length} Töne werden eingelesen…`),
  brought: (name) => `${name} ist im Film.`,
  removed: 'Der Ton wurde herausgenommen.',
  onFilm: 'Öffne zuerst einen Film, dann leg Töne auf seine Zeitleiste.',
  kinds: { dialogue: 'Dialog', music: 'Musik', effects: 'Effekte' },
  track: (kind, number) => (number === null ? kind : `${kind} ${number}`),
  trackOf: (track, gain) => (gain === 0 ? track : `${track}, ${loud(gain)}`),
  clipsOf: (track) => `Töne: ${track}`,
  mute: (track) => `Stumm: ${track}`,
  solo: (track) => `Nur diese: ${track}`,
  muteLetter: 'M',
  soloLetter: 'S',
  kind: 'Art',
  kindHint: 'Musik wird leiser, solange jemand spricht.',
  loudness: 'Lautstärke',
  loud,
  removeTrack: 'Spur entfernen',
  removeTrackWith: (count) =>
    count === 1 ? 'Spur mit ihrem Ton entfernen' : `Spur mit ihren ${count} Tönen entfernen`,
  clip: (name, track, shot, from, length) =>
    [name || 'Ton', track, `ab ${from}`, seconds(length), shot === null ? '' : `gehört zu Einstellung ${shot}`]
      .filter(Boolean)
      .join(', '),
  unnamed: 'Ton',
  fade: { start: 'Einblenden', end: 'Ausblenden' },
  begins: 'Beginnt',
  from: (shot) => (shot === null ? 'nach dem Anfang des Films' : `nach dem Anfang von Einstellung ${shot}`),
  length: 'Länge',
  goesWith: 'Gehört zu',
  with: { card: (shot) => (shot === null ? 'Einstellung' : `Einstellung ${shot}`), film: 'Film' },
  remove: 'Ton entfernen',
  back: 'Details der Einstellung zeigen',
  seconds: 's',
  clipKeys:
    'Alt ← → verschiebt ihn um ein Bild, mit Umschalt um eine Sekunde · [ ] kürzt ihn bis zur Abspielmarke · Entf entfernt ihn',
  on: 'Ton an',
  off: 'Ton aus',
  volume: 'Lautstärke',
  tooLoud: (decibels) =>
    decibels === null
      ? ''
      : `Der Ton ist stellenweise ${decimal(decibels)} dB zu laut und dort abgeschnitten. Mach seine Spuren um so viel leiser und exportiere noch einmal.`
}
