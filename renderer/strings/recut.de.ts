/** An edited cut that comes back. German. */
import type { recutEn } from './recut.en.ts'
import { seconds } from './units.de.ts'

export const recutDe: typeof recutEn = {
  title: 'Schnitt zurückholen',
  kinds: { otio: 'OpenTimelineIO', edl: 'EDL' },
  moved: 'verschoben',
  was: (number) => `war ${number}`,
  take: (number) => `Aufnahme ${number}`,
  begins: (length) => `beginnt ${length} nach dem Anfang der Aufnahme`,
  rounded: (by) => `gerundet um ${by < 0.05 ? 'weniger als 0,1 s' : seconds(by)}`,
  origins: {
    kept: 'nicht im Schnitt: bleibt im Film',
    again: 'noch einmal verwendet: eine Einstellung mehr, mit denselben Aufnahmen',
    unknown: 'keine Einstellung dieses Films: geplant'
  },
  same: 'Der Film ist schon so wie dieser Schnitt.',
  noFilm: ['Es ist kein Film offen, zu dem dieser Schnitt gehören könnte.', 'Öffne seinen Film, dann den Schnitt.'],
  readOnly: ['Diesen Film kann man nur ansehen.', 'Sichere ihn als Kopie, dann öffne den Schnitt.'],
  start: 'Film ändern'
}
