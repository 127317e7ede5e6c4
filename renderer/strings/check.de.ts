/** Checking a film's file. German. */
import type { DamageKind } from '../../app/contract/check.ts'
import type { checkEn } from './check.en.ts'
import { seconds } from './units.de.ts'

const kinds: Record<DamageKind, string> = {
  pictures: 'Bilder',
  master: 'woraus ihre Bilder gemacht werden',
  memory: 'woran sich erinnert wird',
  record: 'wie sie entstand',
  sketch: 'eine Skizze oder ein Ton',
  storyboard: 'das Storyboard',
  setting: 'eine Einstellung des Films',
  order: 'die Ordnung der Datei'
}
const number = new Intl.NumberFormat('de-DE')

export const checkDe: typeof checkEn = {
  running: 'Dieser Film wird geprüft',
  stop: 'Anhalten',
  whole: (things) => `Alle ${number.format(things)} Dinge dieses Films sind, wie sie gesichert wurden.`,
  damaged: 'Ein Teil dieses Films ist nicht mehr, wie er gesichert wurde:',
  notExact: 'Das ließ sich nicht genau so noch einmal machen:',
  place: ({ what, shot, second }) => {
    const where =
      shot !== null ? `Einstellung ${shot}` : second !== null ? 'eine Aufnahme, die keine Einstellung zeigt' : ''
    const when = where !== '' && second !== null && second > 0 ? ` ab ${seconds(second)}` : ''
    return where === '' ? kinds[what] : `${where}${when}: ${kinds[what]}`
  },
  more: (count) => `${count} weitere`,
  elseWhole: 'Alles andere ist, wie es gesichert wurde.',
  makeOrRecover: (shots) =>
    shots
      ? 'Erzeuge diese Einstellungen neu, oder rette in eine Kopie, was heil ist.'
      : 'Rette in eine Kopie, was heil ist.',
  again: 'Noch einmal genau so machen',
  mending: 'Es wird noch einmal genau so gemacht',
  whileMaking: 'Ein Film wird erzeugt. Warte darauf, oder halte ihn erst an.',
  later: 'Jetzt nicht'
}
