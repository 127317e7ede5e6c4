/** Models: what is here, looking for others, adding, checking, removing. German. */
import type { ModelPart } from '../../app/contract/models.ts'
import type { modelsEn } from './models.en.ts'
import { sizeIn } from './numbers.ts'
import { named, time } from './units.de.ts'

const size = sizeIn('de')

const partNames: Readonly<Record<ModelPart, { name: string; does: string }>> = {
  generator: { name: 'Generator', does: 'macht den Film' },
  lora: { name: 'LoRA', does: 'was ein Training zum Generator gelernt hat; es wird eingerechnet' },
  text: { name: 'Textmodell', does: 'liest, was du schreibst' },
  tokenizer: { name: 'Tokenizer', does: 'zerlegt, was du schreibst, in Stücke, die das Textmodell kennt' },
  decoder: { name: 'Decoder', does: 'macht Bilder aus dem, was der Generator macht' },
  tinyDecoder: { name: 'Kleiner Decoder', does: 'tut dasselbe schneller und gröber' }
}

const licenceParts: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(partNames).map(([part, { name }]) => [part, name])),
  model: 'Generator',
  textEncoder: 'Textmodell',
  trainingSprites: 'Bilder zum Training'
}

export const modelsDe: typeof modelsEn = {
  title: 'Modelle',
  add: 'Modell hinzufügen …',
  show: 'Zeigen',
  size,
  pictures: (width, height, fps) => `${width} × ${height}, ${fps} Bilder je Sekunde`,
  free: (bytes) => `${size(bytes)} frei`,
  shipped: 'Gehört zu Throughline',
  inUse: 'Macht diesen Film',
  forNew: 'Macht neue Filme',
  use: 'Für diesen Film nehmen',
  useThis: (name) => `Für diesen Film nehmen: ${name}`,
  useLater: 'Der Film entsteht gerade. Warte darauf, oder halte ihn erst an.',
  readOnly: 'Dieser Film lässt sich nicht ändern.',
  others: (shots) =>
    `${named(shots)} ${shots.length === 1 ? 'entstand' : 'entstanden'} mit einem anderen Modell: veraltet, und aufgehoben, bis neu erzeugt wird.`,
  madeWith: (shots) => `${named(shots)} dieses Films ${shots.length === 1 ? 'entstand' : 'entstanden'} damit`,
  licences: 'Lizenzen',
  noLicence: 'keine Lizenz genannt',
  licenceOf: (part) => licenceParts[part] ?? part,
  means: {
    notStated: 'es ist keine Lizenz genannt; frag dort, wo es veröffentlicht wurde',
    nonCommercial: 'nicht für gewerbliche Zwecke',
    anything: 'für jeden Zweck',
    withNotice: 'für jeden Zweck; in Kopien des Modells bleibt der Hinweis auf die Lizenz',
    other: 'lies die Bedingungen, bevor du einen Film veröffentlichst'
  },

  check: 'Prüfen',
  checkThis: (name) => `${name} prüfen`,
  checking: (name) => `${name} wird geprüft`,
  whole: (files) =>
    files === 1
      ? 'Die Datei ist, wie sie veröffentlicht wurde.'
      : `Alle ${files} Dateien sind, wie sie veröffentlicht wurden.`,
  notWhole: 'Es ist nicht, wie es veröffentlicht wurde:',
  addAgain: 'Entferne es und füge es neu hinzu.',
  stop: 'Anhalten',

  remove: 'Entfernen …',
  removeThis: (name) => `${name} entfernen …`,
  removeQuestion: (name, bytes) => `${name} entfernen, ${size(bytes)}?`,
  filmsStay: 'Filme, die damit entstanden, bleiben; um mit ihnen weiterzumachen, muss es wieder hinzugefügt werden.',
  keep: 'Behalten',
  removeIt: 'Entfernen',
  removed: (name) => `${name} ist entfernt.`,
  usedByFilm: 'Der offene Film hat Aufnahmen davon oder wird damit gemacht. Schließe ihn erst.',

  looking: 'Es wird nachgesehen, was da ist',
  looked: (count, of) =>
    count === 0
      ? 'Noch wird nichts geschrieben.'
      : of === null
        ? `Bisher ${count} Dateien`
        : `In ${count} von ${of} Dateien mit Gewichten nachgesehen`,
  cancel: 'Abbrechen',
  anotherFolder: 'Noch ein Ordner …',
  parts: 'Teile des Modells',
  partNames,
  missing: (usual) => `Fehlt. Meist veröffentlicht als ${usual.join(', ')}.`,
  chooseOne: 'Es gibt mehrere. Welche Datei ist gemeint?',
  untold:
    'Ob dieser Generator Filme Stück für Stück macht, sagt seine Datei nicht: Das einfache Wan 2.1 kann es nicht.',
  whichModel: 'Welches Modell ist es? In den Dateien steht es nicht.',
  likely: (title) => `${title}, den Namen nach`,
  passed: (count) =>
    count === 1 ? '1 andere Datei wird nicht benutzt' : `${count} andere Dateien werden nicht benutzt`,
  left: (names) => `Wird nicht kopiert, das Modell braucht es nicht: ${names.join(', ')}`,
  needs: (bytes, free) =>
    bytes > free
      ? `Es braucht ${size(bytes)}, und nur ${size(free)} sind frei. Schaffe erst Platz.`
      : `Es braucht ${size(bytes)}; ${size(free)} sind frei.`,
  agree: 'Ich habe diese Lizenzen gelesen. Ob ich das Modell benutzen darf, muss ich selbst wissen.',
  addThis: (count) => (count > 1 ? `${count} Modelle hinzufügen` : 'Hinzufügen'),
  why: {
    missing: 'Ein Teil fehlt. Wähle auch den Ordner, in dem er liegt.',
    choose: 'Sag erst, welche von mehreren Dateien gemeint ist.',
    family: 'Sag erst, welches Modell es ist.',
    problem: 'Aus diesen Dateien wird kein Modell.',
    space: 'Auf dem Datenträger ist kein Platz dafür.',
    agree: 'Stimme erst den Lizenzen zu.'
  },

  adding: (name) => `${name} wird hinzugefügt`,
  bytes: (done, of, left) =>
    `${size(done)} von ${size(of)}${left === null ? '' : ` · ${left < 1 ? 'fast fertig' : `noch ${time(left)}`}`}`,
  opening: 'Es wird einmal geöffnet, wie um Film zu machen',
  added: (names) => `${names.join(', ')} ${names.length === 1 ? 'ist' : 'sind'} hinzugefügt.`,
  cancelled: 'Nichts wurde hinzugefügt, und nichts davon ist übrig.',
  drop: 'Lege den Ordner eines Modells ab, um zu sehen, was darin ist',

  lacking: (shots, model) =>
    `${named(shots)} ${shots.length === 1 ? 'entstand' : 'entstanden'} mit ${model}; dieses Modell ist nicht auf diesem Rechner.`,
  filmLacks: (name) => `Dieser Film wird mit ${name} gemacht, und das ist nicht auf diesem Rechner.`,
  filmLacksHelp:
    'Ansehen, bearbeiten und exportieren kannst du ihn. Um mehr davon zu erzeugen, füge dieses Modell hinzu, oder wähle ein anderes für diesen Film.',
  lackingHelp: 'Was davon gemacht ist, bleibt, wie es ist. Um mit jenem Modell weiterzumachen, füge es hinzu.',
  dismiss: 'Nicht jetzt'
}
