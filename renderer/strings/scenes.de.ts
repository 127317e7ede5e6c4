/** Szenen: Einstellungen, die zusammengehören. */
import type { scenesEn } from './scenes.en.ts'
import { seconds, shots } from './units.de.ts'

export const scenesDe: typeof scenesEn = {
  label: 'Szenen',
  fresh: (number) => `Szene ${number}`,
  unnamed: 'Szene ohne Namen',
  band: (name, count, length) =>
    `${name ? `Szene „${name}“` : 'Szene ohne Namen'}: ${shots(count)}, ${seconds(length)}`,
  sum: (count, length) => `${shots(count)} · ${seconds(length)}`,
  of: 'Szene',
  ofMany: (count) => `Szene der ${count} gewählten Einstellungen`,
  none: 'Keine',
  several: 'Mehrere Szenen',
  another: 'Eine neue Szene',
  name: 'Name der Szene',
  colour: 'Farbe der Szene',
  colours: {
    sky: 'Hellblau, Scheibe',
    red: 'Rot, Dreieck',
    green: 'Grün, Quadrat',
    pink: 'Rosa, Raute',
    yellow: 'Gelb, Kreuz',
    blue: 'Blau, Balken'
  },
  collapse: 'Szene einklappen',
  expand: 'Szene ausklappen',
  stack: (name, first, last, count, length) =>
    `${name ? `Szene „${name}“` : 'Szene ohne Namen'}, eingeklappt: ${count === 1 ? 'eine Einstellung' : shots(count)}, ${first} bis ${last}, ${seconds(length)}`,
  range: (first, last) => (first === last ? first : `${first} – ${last}`),
  select: 'Ihre Einstellungen auswählen',
  dissolve: 'Auflösen: die Einstellungen bleiben',
  made: (name, count) => `„${name}“ ist eine Szene aus ${count === 1 ? 'einer Einstellung' : shots(count)}.`,
  dissolved: (name) => `„${name}“ ist keine Szene mehr; ihre Einstellungen bleiben.`
}
