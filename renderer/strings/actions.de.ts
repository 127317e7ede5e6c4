/** Actions with what they would act on: one shot by its number, or so many shots. German. */
import type { actionsOnEn } from './actions.en.ts'

export const actionsOnDe: typeof actionsOnEn = {
  playShot: (on) => `Nur ${on} abspielen`,
  again: (on) => `${on} neu erzeugen`,
  lastSecond: (on) => `Die letzte Sekunde von ${on} neu versuchen`,
  ripple: (on) => `Ab ${on} alles neu erzeugen`,
  takes: (on) => `Unter den Aufnahmen von ${on} wählen`,
  compare: (on) => `Zwei Aufnahmen von ${on} vergleichen`,
  newCard: (on) => `Neue Karte nach ${on}`,
  split: (on) => `${on} an der Abspielmarke teilen`,
  duplicate: (on) => `${on} duplizieren`,
  remove: (on) => `${on} löschen`,
  sketch: (on) => `Skizze zu ${on} hinzufügen …`,
  removeSketch: (on) => `Skizze von ${on} entfernen`,
  trimStart: (on) => `Anfang von ${on} bis zur Abspielmarke kürzen`,
  trimEnd: (on) => `Ende von ${on} bis zur Abspielmarke kürzen`,
  moveLeft: (on) => `${on} nach links`,
  moveRight: (on) => `${on} nach rechts`,
  longer: (on) => `${on} um eine Sekunde länger`,
  shorter: (on) => `${on} um eine Sekunde kürzer`,
  cut: (on) => `${on} ausschneiden`,
  copy: (on) => `${on} kopieren`,
  paste: (on) => `Nach ${on} einsetzen`
}
