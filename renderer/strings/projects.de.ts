/** Film files. German. */
import type { exportsEn, projectsEn } from './projects.en.ts'
import { day, lengthText, named, number, seconds, shots } from './units.de.ts'
import { formatTexts, mediaNames } from './formats.ts'

const one = (shots: readonly string[], single: string, several: string): string =>
  shots.length === 1 ? single : several
const be = (shots: readonly string[]): string => one(shots, 'ist', 'sind')

export const exportsDe: typeof exportsEn = {
  title: 'Film exportieren',
  format: 'Format',
  formats: formatTexts('de'),
  summary: (count, length) => `${shots(count)}, ${lengthText(length)}`,
  day,
  size: 'Größe',
  scale: (times) => (times === 1 ? 'Original' : `${times}×`),
  sizeNames: { '720p': '720p', '1080p': '1080p', square: 'Quadrat', upright: 'Hochkant' },
  fit: 'Einpassen',
  fits: { bars: 'Ganz, mit Balken', crop: 'Gefüllt, beschnitten' },
  frame: 'Rahmen des Ausschnitts',
  enlarge: 'Vergrößern',
  enlargings: { lanczos: 'Glatt', bicubic: 'Weich', nearest: 'Pixel für Pixel' },
  actual: 'Die Mitte des Bildes, wie es exportiert wird, bei 100 %',
  nothingYet: 'Noch ist kein Bild erzeugt.',
  pixels: (width, height) => `${width} × ${height}`,
  to: 'Nach',
  change: 'Ändern …',
  there: {
    ours: 'Ersetzt, was du vorher exportiert hast.',
    other: 'Eine andere Datei heißt schon so.'
  },
  replaceThis: (name) => `„${name}“ ersetzen? Die Datei ist nicht aus diesem Film exportiert, oder seither geändert.`,
  keep: 'Behalten',
  otherName: 'Anderer Name …',
  replace: 'Ersetzen',
  start: (format) => `${format} exportieren`,
  running: (format) => `${format} wird exportiert`,
  percent: (share) => `${Math.floor(share * 100)} %`,
  done: 'Exportiert',
  cancelled: 'Der Export wurde abgebrochen. Nichts wurde ersetzt.',
  show: 'Im Ordner zeigen',
  again: 'Etwas anderes exportieren',
  cancel: 'Abbrechen',
  close: 'Schließen',
  length: seconds,
  unmade: (shots) => `${named(shots)} ${be(shots)} nicht erzeugt: ${one(shots, 'fehlt', 'fehlen')} im Export.`,
  stands: (shots) =>
    `${named(shots)} noch nicht erzeugt: gezeigt als ${one(shots, 'Skizze oder Tafel', 'Skizzen oder Tafeln')}.`,
  lacking: {
    title: 'Einstellungen, die nicht erzeugt sind',
    shown: 'Fehlendes: Skizze oder Tafel',
    left: 'Fehlendes: weglassen'
  },
  burn: { title: 'Einblenden', number: 'Nummer', timecode: 'Timecode' },
  partial: (shots) => `${named(shots)} ${be(shots)} erst zum Teil erzeugt: kürzer als geplant.`,
  gaps: {
    unmade: (shots) => `${named(shots)} ${be(shots)} nicht erzeugt: ${one(shots, 'eine Lücke', 'Lücken')} im Schnitt.`,
    partial: (shots) => `${named(shots)} ${be(shots)} erst zum Teil erzeugt: Der Rest ist eine Lücke im Schnitt.`
  },
  edit: {
    rate: 'Bilder je Sekunde',
    rateOf: (rate) => `${number(rate, 3)} Bilder/s`,
    media: 'Dateien der Aufnahmen',
    mediaOf: mediaNames('H.264, klein'),
    takes: 'Aufnahmen, die mitkommen',
    takesOf: { shown: 'Gezeigte Aufnahmen', starred: 'Gezeigte und mit Stern', all: 'Alle Aufnahmen' },
    noTails: (count) => `${shots(count)} ohne Film hinter dem Ende.`,
    makeTails: (each, all) => `Je ${seconds(each)} mehr erzeugen (${seconds(all)} Film)`
  },
  old: (outdated, unsure) => {
    const parts = [
      ...(outdated.length > 0 ? [`${named(outdated)} ${be(outdated)} veraltet`] : []),
      ...(unsure.length > 0 ? [`${named(unsure)} ${be(unsure)} zu prüfen`] : [])
    ]
    return `${parts.join(', ')}: exportiert, wie sie ${be([...outdated, ...unsure])}.`
  },
  asStored: (shots) =>
    `${named(shots)} ${shots.length === 1 ? 'entstand' : 'entstanden'} mit einem Modell, das diesen Film nicht macht oder nicht da ist: exportiert mit den aufbewahrten Bildern, etwas weniger fein.`,
  blankOnPaper: (shots) => `${named(shots)} noch ohne Bild: der Platz dafür bleibt leer.`,
  oldOnPaper: (shots) => `${named(shots)} ${be(shots)} veraltet: gezeigt mit dem Bild, das es gibt.`,
  plannedTimes: 'Noch ist nichts erzeugt: Zeiten nach dem Storyboard.',
  unheard: (shots) => `${named(shots)} ${be(shots)} nicht erzeugt: Was dort gesprochen wird, fehlt.`,
  allUnheard: 'Die Einstellungen, in denen gesprochen wird, sind noch nicht erzeugt.',
  nothing: 'Es gibt noch kein Bild zu exportieren. Erzeuge zuerst den Film.',
  silent: 'Noch spricht niemand. Schreib zuerst Dialog zu einer Einstellung.',
  encoder: {
    shipped: () => 'Kodiert vom ffmpeg, das mit Throughline kommt.',
    system: () => 'Kodiert vom ffmpeg dieses Rechners.',
    FFMPEG_BIN: () => 'Kodiert vom ffmpeg, das FFMPEG_BIN nennt.'
  }
}

export const projectsDe: typeof projectsEn = {
  readAs: (file, encoding) =>
    `${file} wurde als ${encoding} gelesen. Stimmen Buchstaben nicht, sichere die Datei als UTF-8 und wähl sie noch einmal.`,
  refused: {
    'project.damaged': 'Dieser Film ist beschädigt',
    'project.locked': 'Dieser Film ist anderswo geöffnet',
    'project.missing': 'Dieser Film ist nicht mehr, wo er war',
    'project.not-ours': 'Das ist kein Film von Throughline',
    other: 'Dieser Film ließ sich nicht öffnen'
  },
  recover: 'In eine Kopie retten …',
  look: 'Nur ansehen',
  forget: 'Aus der Liste nehmen',
  find: 'Suchen …',
  close: 'Schließen',
  recovered: (count, length) => `Gerettet: ${shots(count)} mit ${seconds(length)} Bildern.`,
  losses: (places) => {
    const where = places.slice(0, 6).map(({ shot, second }) => `Einstellung ${shot} ab ${seconds(second)}`)
    const more = places.length > 6 ? ` und ${places.length - 6} weitere Einstellungen` : ''
    const what = where.length > 0 ? `Nicht ganz: ${where.join(', ')}${more}.` : 'Etwas fehlt.'
    return `${what} Sieh die Einstellungen durch und erzeuge neu, was nicht da ist.`
  },
  whole: 'Soweit bekannt, fehlt nichts.',
  reopened: 'Throughline endete unerwartet. Dein Film ist, wie er zuletzt gesichert war, und wo du warst.',
  duplicated: (name) => `Dupliziert als ${name}`,
  stillIn: (name) => `Du bist weiter in ${name}.`,
  savedAs: (name) => `Gesichert als ${name}`,
  savesItself: 'Gesichert. Jede Änderung wird sofort von selbst gesichert.',
  nowIn: 'Darin bist du jetzt.',
  openIt: 'Öffnen',
  saveAs: 'Sichern unter …',
  banner: { failed: 'Nicht gesichert', readOnly: 'Nur zum Ansehen' },
  notSaved: 'Nicht gesichert',
  savedAt: (time) => `Um ${time} gesichert: Die Projektdatei hat es bestätigt.`,
  closing: (title) => `„${title}“ wird geschlossen …`,
  drop: 'Einen Film ablegen, um ihn zu öffnen; ein Drehbuch oder Text, um Einstellungen daraus zu machen'
}
