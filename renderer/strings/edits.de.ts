/** Labels of undo and redo. German. */
import type { EditWords } from './edits.en.ts'

const shots = (count: number): string => (count === 1 ? 'eine Einstellung' : `${count} Einstellungen`)

export const editsDe: EditWords = {
  addCards: (count) => (count === 1 ? 'neue Einstellung' : `${count} neue Einstellungen`),
  pasteCards: (count) => `Einfügen: ${shots(count)}`,
  bringCards: (count) => `Hereinholen: ${shots(count)}`,
  duplicateCards: (count) => `Kopie: ${shots(count)}`,
  removeCards: (count) => `Entfernen: ${shots(count)}`,
  moveCards: (count) => `Verschieben: ${shots(count)}`,
  setLength: () => 'Länge',
  lengthenCards: (count) => (count === 1 ? 'Länge' : `Länge von ${count} Einstellungen`),
  trimHead: () => 'Kürzen am Anfang',
  roll: () => 'Verschieben eines Schnitts',
  splitCard: () => 'Teilen',
  'setText.title': (count) => (count === 1 ? 'Titel einer Einstellung' : `Titel von ${count} Einstellungen`),
  'setText.shot': () => 'Nummer einer Einstellung',
  'setText.prompt': (count) => (count === 1 ? 'Text' : `Text von ${count} Einstellungen`),
  'setText.notes': (count) => (count === 1 ? 'Notizen' : `Notizen zu ${count} Einstellungen`),
  'setText.dialogue': (count) => (count === 1 ? 'Dialog' : `Dialog von ${count} Einstellungen`),
  setScene: (count) => (count === 1 ? 'Szene einer Einstellung' : `Szene von ${count} Einstellungen`),
  lockNumbers: () => 'Festlegen der Einstellungsnummern',
  countNumbers: () => 'Neu zählen der Einstellungen',
  setSeed: () => 'Startwert',
  setPolicy: () => 'Art des Gedächtnisses',
  acceptTake: () => 'Einstellung für passend erklärt',
  setLookAhead: () => 'Vorausschauen',
  setSketch: () => 'Skizze',
  setMarkers: () => 'Marken',
  markFrame: () => 'was erinnert wird',
  addTake: (count) => (count === 1 ? 'neue Aufnahme' : `${count} neue Aufnahmen`),
  setActiveTake: () => 'Wahl der Aufnahme',
  starTake: () => 'Stern',
  dropTake: () => 'Wegnehmen einer Aufnahme',
  addCastMember: () => 'neuer Name in der Besetzung',
  setCastMember: () => 'Änderung in der Besetzung',
  removeCastMember: () => 'Entfernen aus der Besetzung',
  setTitle: () => 'Name des Films',
  setSettings: () => 'Einstellungen des Films'
}
