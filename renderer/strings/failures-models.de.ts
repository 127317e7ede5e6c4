/** Failures of adding, checking and removing models. German. */
import type { FailureTexts } from './failures.en.ts'

const fetchFile = 'Hole die Datei neu; bietet ihr Hersteller sie in mehreren Dateien an, werden alle gebraucht.'
const nothingAdded = 'Nichts wurde hinzugefügt. Wähle die Ordner noch einmal.'

export const modelFailuresDe = {
  'model.incomplete': ({ path, detail }) => [`${path} ist nicht vollständig: ${detail}.`, fetchFile],
  'model.lora': ({ path }) => [
    `Das LoRA ${path} gehört zu einem anderen Modell.`,
    'Nimm das LoRA, das mit diesem Generator veröffentlicht wurde.'
  ],
  'model.unsuitable': ({ path, detail }) => [
    `${path} lässt sich nicht verwenden: ${detail}.`,
    'Nimm eine Datei von Wan 2.1 (1.3B, Film aus Text), oder was daraus trainiert wurde.'
  ],
  'model.busy': () => [
    'Der Film entsteht gerade oder wird exportiert: So lange bleibt sein Modell.',
    'Warte darauf, oder halte es erst an.'
  ],
  'model.missing': ({ name }) => [
    `Dieser Film wird mit ${name} gemacht, und das ist nicht auf diesem Rechner.`,
    'Füge dieses Modell hinzu, oder wähle ein anderes für diesen Film: Menü → Modelle ….'
  ],
  'models.agree': () => ['Einer Lizenz dieses Modells ist erst zuzustimmen.', nothingAdded],
  'models.busy': () => ['An einem anderen Modell wird schon gearbeitet.', 'Warte darauf, oder brich es ab.'],
  'models.changed': () => ['Was in diesen Ordnern ist, hat sich geändert, seit nachgesehen wurde.', nothingAdded],
  'models.ended': ({ detail }) => [
    `Der Teil, der an Modellen arbeitet, hat aufgehört (${detail}).`,
    'Nichts wurde hinzugefügt oder geändert. Versuch es noch einmal.'
  ],
  'models.folder': ({ folder }) => [
    `${folder} lässt sich nicht ansehen.`,
    'Wähle den Ordner, in dem die geladenen Dateien sind.'
  ],
  'models.in-use': ({ model }) => [
    `Der offene Film hat Aufnahmen von ${model} oder wird damit gemacht.`,
    'Nichts wurde entfernt. Schließe den Film erst.'
  ],
  'models.missing': ({ names }) => [
    `Diesem Modell fehlt ein Teil: ${names}.`,
    'Wähle auch den Ordner, in dem er liegt.'
  ],
  'models.unfinished': ({ path }) => [
    `${path} ist noch nicht zu Ende geladen.`,
    'Lass es zu Ende laden, oder lösche es und hole die Datei neu.'
  ],
  'models.unfitting': ({ detail }) => [
    `Diese Teile passen nicht zusammen: ${detail}.`,
    'Nimm Teile, die für ein Modell veröffentlicht wurden: Wan 2.1, und was daraus trainiert wurde.'
  ],
  'pack.added': ({ model }) => [
    `${model} ist schon da.`,
    'Prüfe es in der Liste; ist es beschädigt, entferne es und füge es neu hinzu.'
  ],
  'pack.embedded': ({ model }) => [`${model} gehört zum Programm und bleibt dabei.`, 'Nichts wurde entfernt.'],
  'pack.foreign': ({ folder }) => [
    `${folder} ist kein Modell, und nichts darin ist ein Teil eines Modells, das hier bekannt ist.`,
    'Wähle den Ordner eines Modells.'
  ],
  'pack.mixed': ({ folder }) => [
    `${folder} enthält Dateien eines Modells, wie andere es veröffentlichen; ein anderer Ordner enthält ein fertiges.`,
    'Füge sie nacheinander hinzu.'
  ],
  'pack.other-files': ({ folder, names }) => [
    `In ${folder} liegt mehr als das Modell: ${names}.`,
    'Lege es anderswohin und versuch es noch einmal, oder lösche den Ordner selbst.'
  ],
  'pack.record': ({ folder }) => [
    `Was beim Hinzufügen des Modells vermerkt wurde, lässt sich nicht lesen (in ${folder}).`,
    'Entferne das Modell und füge es neu hinzu.'
  ],
  'pack.shelf': ({ folder, detail }) => [
    `Der Ordner der hinzugefügten Modelle, ${folder}, lässt sich nicht lesen (${detail}).`,
    'Sieh nach, wer ihn lesen darf, oder nenne einen anderen in THROUGHLINE_PACKS.'
  ],
  'pack.taken': ({ folder }) => [
    `Ein anderes Modell hat hier seinen Namen (${folder}).`,
    'Entferne erst jenes, oder bitte den Hersteller des neuen um eine andere Ausgabe.'
  ],
  'pack.twice': ({ model }) => [`Zwei dieser Ordner enthalten ${model}.`, 'Wähle einen davon.'],
  'pack.unknown': ({ model }) => [`${model} ist nicht mehr da.`, 'Schließe die Liste und öffne sie wieder.'],
  'weights.code': ({ path }) => [
    `${path} will ein Programm ausführen, statt nur Gewichte zu enthalten.`,
    'Nimm dasselbe Modell als .safetensors.'
  ],
  'weights.numbers': ({ path }) => [
    `${path} enthält Werte, die keine Zahlen sind oder nicht in halbe Genauigkeit passen.`,
    'Hole die Datei neu; bleibt es so, nimm eine andere Ausgabe des Modells.'
  ],
  'weights.shard': ({ path, file }) => [
    `${path} ist eine von mehreren Dateien eines Modells, und ${file} fehlt.`,
    'Hole die fehlenden Dateien in denselben Ordner; alle werden gebraucht.'
  ]
} satisfies Partial<FailureTexts>
