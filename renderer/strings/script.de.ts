/** Importing scripts. German. */
import { said, seen } from '../../app/exchange/script/estimate.ts'
import type { scriptEn } from './script.en.ts'
import { lengthText, shots } from './units.de.ts'

const scenes = (count: number): string => (count === 1 ? '1 Szene' : `${count} Szenen`)
const comma = (value: number): string => String(value).replace('.', ',')

export const scriptDe: typeof scriptEn = {
  title: 'Drehbuch importieren',
  kinds: {
    fountain: 'Fountain',
    fdx: 'Final Draft',
    csv: 'Tabelle',
    storyboarder: 'Storyboarder',
    shots: 'Einstellungsliste',
    text: 'Reiner Text'
  },
  summary: (count, inScenes, length) =>
    `${shots(count)}${inScenes > 0 ? ` in ${scenes(inScenes)}` : ''} · ${lengthText(length)}`,
  list: 'Was woraus wird',
  estimated: `Die Längen sind nach den Wörtern geschätzt: ${comma(seen.perWord)} s für jedes, das man sieht, und ${comma(seen.more)} s dazu, ${comma(said.perWord)} s für jedes gesprochene und ${comma(said.more)} s dazu.`,
  someEstimated: 'Längen mit ≈ stehen nicht in der Datei: Sie sind nach den Wörtern geschätzt.',
  about: (length) => `≈ ${length}`,
  noWords: 'Was man sieht, steht nicht da',
  sketch: 'Skizze',
  takenIn: 'Alles in der Datei wird übernommen.',
  leftCount: (count) => `${count} nicht übernommen oder geändert`,
  left: 'Nicht übernommen oder geändert',
  kindsOfLeft: {
    titlePage: 'Titelseite bis auf den Titel',
    section: 'Akte und Abschnitte',
    transition: 'Übergänge',
    removed: 'Stellen, die herausgenommen sind',
    pageBreak: 'Seitenwechsel',
    emphasis: 'Fett, kursiv, unterstrichen (die Wörter bleiben)',
    hidden: 'Zeichen, die man nicht sehen kann',
    column: 'Spalten',
    sound: 'Töne',
    picture: 'Bilder, die nicht neben der Datei liegen',
    length: 'Längen, die keine Einstellung haben kann',
    settings: 'Einstellungen des Films',
    other: 'Anderes',
    rounded: 'Kürzungen, gerundet auf das, was das Modell am Stück macht',
    absent: 'Einstellungen, die nicht im Schnitt sind: Sie bleiben im Film',
    unknown: 'Clips, die keine Einstellungen dieses Films sind: geplante Einstellungen',
    again: 'Einstellungen, die wieder vorkommen: je eine mehr, mit denselben Aufnahmen',
    gap: 'Lücken, die keine Einstellungen sind',
    take: 'Aufnahmen, die ihre Einstellungen nicht haben: Die gezeigten bleiben',
    effect: 'Effekte',
    speed: 'Änderungen der Geschwindigkeit',
    track: 'Andere Videospuren, und was sich überlappt',
    nested: 'Andere Timelines',
    disabled: 'Clips, die abgeschaltet sind',
    marker: 'Marken: Der Film behält seine eigenen',
    comment: 'Kommentare',
    divided: 'Zu lang für eine Einstellung: geht in der nächsten weiter',
    shortened: 'Zu lang für sein Feld: das Ende fehlt'
  },
  example: (line, quote) => (line === null ? `„${quote}“` : `Zeile ${line}: „${quote}“`),
  more: (count) => `und ${count} weitere`,
  columns: 'Was die Spalten sind',
  fields: {
    shot: 'Nummer',
    scene: 'Szene',
    title: 'Titel',
    action: 'Was geschieht',
    character: 'Wer spricht',
    dialogue: 'Dialog',
    notes: 'Notizen',
    length: 'Länge',
    size: 'Einstellungsgröße',
    angle: 'Blickwinkel',
    movement: 'Bewegung',
    lens: 'Objektiv',
    place: 'Ort',
    time: 'Tageszeit',
    transition: 'Übergang',
    none: 'Nicht übernehmen'
  },
  column: (name) => `Spalte ${name}`,
  headings: 'Die erste Zeile benennt die Spalten',
  noShots: 'Daraus wird keine Einstellung. Sag, in welcher Spalte steht, was geschieht.',
  where: 'Wohin',
  fresh: 'Ein neuer Film',
  here: 'In diesen Film',
  hereAfter: (shot) => (shot === null ? 'In diesen Film, an den Anfang' : `In diesen Film, nach Einstellung ${shot}`),
  start: (count) => `${shots(count)} importieren`,
  reading: (done, all) => `Bild ${done} von ${all} wird gelesen …`,
  unread: (names) =>
    names.length === 1
      ? `Das Bild ${names[0]} ließ sich nicht lesen: Seine Einstellung hat keine Skizze.`
      : `${names.length} Bilder ließen sich nicht lesen, das erste davon ${names[0]}: Ihre Einstellungen haben keine Skizze.`,
  cancel: 'Abbrechen'
}
