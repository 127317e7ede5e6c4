/** Failures of making film: pack, memory, engine. German. */
import { whyNot } from './device-probe.ts'
import { deviceEnd, devicesDe } from './devices.ts'
import type { FailureTexts } from './failures.en.ts'

const fetchModel = 'Das Modell ist beschädigt oder unvollständig: Hole es neu.'
const otherModel = 'Nimm die Datei, die zu diesem Modell gehört, oder hole das Modell neu.'
const remakeBefore = 'Erzeuge die Einstellung davor neu, dann diese.'
const restarted = 'Nichts Gesichertes ist verloren; er wird von selbst neu gestartet.'
const startedAgain = 'Nichts Gesichertes ist verloren; es geht von selbst damit weiter.'

export const makingFailuresDe = {
  'plan.range': () => [
    'Es wurde ein Stück verlangt, das es in dieser Aufnahme nicht gibt.',
    'Erzeuge sie noch einmal.'
  ],
  'plan.wishes': () => [
    'Bilder sollen behalten oder vergessen werden, aber die Art der Erinnerung dieser Einstellung wählt keine.',
    'Wähle „Merkt sich, worauf es ankommt“, oder nimm die Bilder heraus.'
  ],

  'check.ended': () => [
    'Die Prüfung dieses Films endete, bevor sie fertig war.',
    'Nichts wurde geändert. Prüfe den Film noch einmal.'
  ],
  'engine.busy': () => ['Es wird schon ein Film erzeugt.', 'Warte darauf, oder halte ihn erst an.'],
  'engine.stopped': () => ['Die Aufnahme wurde angehalten.', 'Erzeuge weiter, um sie fortzusetzen.'],
  'engine.cancelled': () => ['Das Erzeugen wurde sofort beendet.', 'Erzeuge noch einmal, um weiterzumachen.'],
  'engine.hung': () => ['Der Teil, der die Bilder macht, hat sich zu lange nicht gerührt.', restarted],
  'engine.crashed': ({ detail }) => [
    `Der Teil, der die Bilder macht, hat aufgehört zu arbeiten (${detail}).`,
    restarted
  ],
  'engine.given-up': ({ times }) => [
    `Der Teil, der die Bilder macht, wurde ${times}-mal neu gestartet und hat nichts zustande gebracht.`,
    'Was erzeugt ist, ist gesichert. Schließe andere Programme, damit Speicher frei wird, und erzeuge dann weiter.'
  ],
  'device.unknown': ({ device, names }) => [
    `Auf diesem System gibt es „${device}“ nicht zum Rechnen.`,
    `Wähle etwas davon: ${names}.`
  ],
  'device.absent': ({ device, detail }) => [
    `Auf diesem Rechner lässt sich mit „${devicesDe.words[device]?.name ?? device}“ nicht rechnen: ${detail}.`,
    'Bring den Treiber der Grafikkarte auf den neuesten Stand, oder wähle unter „Rechnen mit …“ etwas anderes.'
  ],
  'device.wrong': ({ device, detail }) => [
    `„${devicesDe.words[device]?.name ?? device}“ rechnet auf diesem Rechner falsch: Die Antwort weicht um ${detail} ab.`,
    'Bring den Treiber der Grafikkarte auf den neuesten Stand, oder wähle unter „Rechnen mit …“ etwas anderes.'
  ],
  'device.unfit': ({ device, reason, detail }) => [
    devicesDe.probe.unfit(
      devicesDe.words[device]?.name ?? String(device),
      whyNot(devicesDe.probe, String(reason), detail)
    ),
    'Nichts wurde geändert. Bring den Treiber der Grafikkarte auf den neuesten Stand, oder wähle unter „Rechnen mit …“ etwas anderes.'
  ],
  'precision.unknown': ({ names }) => ['Diese Genauigkeit gibt es nicht.', `Wähle etwas davon: ${names}.`],
  'precision.lacking': ({ device, detail }) => [
    `„${devicesDe.words[device]?.name ?? device}“ rechnet nicht mit der Genauigkeit „${devicesDe.precisions[detail]?.name ?? detail}“.`,
    'Wähle unter „Rechnen mit …“ eine andere oder etwas anderes zum Rechnen.'
  ],
  'device.memory': ({ device, detail }) => [
    `Der Speicher reichte nicht, während „${devicesDe.words[device]?.name ?? device}“ rechnete: ${detail}.`,
    `${startedAgain} Schließe andere Programme, die die Grafikkarte benutzen.`
  ],
  'device.lost': ({ device, detail }) => [
    `„${devicesDe.words[device]?.name ?? device}“ ging verloren, oder der Treiber fing neu an: ${detail}.`,
    startedAgain
  ],
  'device.failed': ({ device, detail }) => [
    `„${devicesDe.words[device]?.name ?? device}“ konnte nicht weiterrechnen: ${detail}.`,
    startedAgain
  ],
  'device.given-up': ({ device, reason, detail }) => [
    devicesDe.gaveUp.title(
      devicesDe.words[device]?.name ?? String(device),
      deviceEnd(devicesDe, String(reason), detail)
    ),
    'Was erzeugt ist, ist gesichert. Wähle unter „Rechnen mit …“ etwas anderes, oder versuch es später noch einmal.'
  ],
  'runtime.load': ({ detail }) => [
    `Ein Teil des Modells ließ sich nicht laden: ${detail}.`,
    'Schließe andere Programme, falls der Speicher knapp ist, oder hole das Modell neu.'
  ],
  'runtime.run': ({ detail }) => [
    `Ein Teil des Modells ist stehen geblieben: ${detail}.`,
    'Nichts Gesichertes ist verloren. Schließe andere Programme, falls der Speicher knapp ist, und versuch es noch einmal.'
  ],
  'chunk.refused': ({ detail }) => [
    `Ein Stück wurde nicht behalten: ${detail}.`,
    'Was vorher gesichert wurde, ist unversehrt. Mach dort weiter; geschieht es wieder, melde es mit diesem Text.'
  ],

  'memory.frame': () => [
    'Ein Bild, das behalten werden soll, ist nicht im Projekt.',
    'Nimm es aus dem, woran sich die Einstellung erinnert, und erzeuge sie neu.'
  ],
  'memory.page': () => ['Ein Teil der Erinnerung ist beschädigt oder gehört zu einem anderen Modell.', remakeBefore],
  'memory.missing': () => [
    'Ein Teil der Erinnerung, mit der diese Einstellung beginnt, ist nicht mehr da.',
    remakeBefore
  ],
  'memory.rewritten': () => [
    'Woran sich diese Einstellung erinnern soll, ist nicht gespeichert und kommt hier anders heraus, als es war.',
    'Auf dem Rechner weitermachen, auf dem der Film entstand, oder die Einstellung davor neu erzeugen.'
  ],
  'memory.latents': () => ['Die Bilder eines früheren Stücks sind beschädigt.', remakeBefore],
  'memory.damaged': () => [
    'Die Erinnerung, mit der diese Einstellung beginnt, hat sich verändert, seit sie gesichert wurde.',
    remakeBefore
  ],
  'memory.shape': () => ['Die Erinnerung davor passt nicht zu diesem Modell.', remakeBefore],
  'memory.model': ({ model, now }) => [
    `Diese Einstellung erinnert sich an das, was das Modell ${model} gemacht hat; ${now} kann das nicht lesen.`,
    'Nimm jenes Modell, oder erzeuge den Film mit diesem von der ersten Karte an neu.'
  ],
  'memory.policy': () => [
    'Die Erinnerung „Wie veröffentlicht“ kann nicht fortsetzen, was sich eine andere gemerkt hat.',
    'Nimm sie von der ersten Karte an, oder wähle „Merkt sich, worauf es ankommt“.'
  ],

  'model.numbers': () => [
    'Das Modell hat mit Zahlen geantwortet, die kein Bild sind.',
    'Versuch es mit einem anderen Startwert oder Text. Bleibt es so, ist das Modell beschädigt: Hole es neu.'
  ],
  'model.shape': ({ detail }) => [`Die Größen des Modells passen nicht zusammen: ${detail}.`, fetchModel],
  'pack.missing': ({ folder }) => [
    `In ${folder} ist kein Modell: Seine Beschreibung fehlt dort oder ist nicht lesbar.`,
    'Installiere Throughline neu, oder wähle den Ordner eines Modells.'
  ],
  'pack.file': ({ file, folder }) => [`Das Modell ist unvollständig: ${file} fehlt in ${folder}.`, fetchModel],
  'pack.outside': ({ file, path }) => [
    `${file} ist eine Verknüpfung, die aus dem Ordner des Modells hinausführt, nach ${path}.`,
    'Lege die Datei selbst in den Ordner.'
  ],
  'pack.not-a-file': ({ file, folder }) => [`${file} in ${folder} ist keine gewöhnliche Datei.`, fetchModel],
  'pack.too-large': ({ file, count, most }) => [
    `${file} hat ${count} Byte; eine Datei dieser Art hat höchstens ${most}.`,
    fetchModel
  ],
  'pack.unreadable': ({ file, folder, detail }) => [
    `${file} in ${folder} lässt sich nicht lesen (${detail}).`,
    'Prüfe den Datenträger, und wer sie lesen darf.'
  ],
  'pack.hash': ({ file }) => [`${file} ist nicht die Datei, mit der dieses Modell veröffentlicht wurde.`, fetchModel],
  'pack.numbers': ({ file }) => [
    `${file} enthält Werte, mit denen nur Rauschen entsteht.`,
    'Das Modell stammt aus einem misslungenen Training. Nimm eine andere Ausgabe.'
  ],
  'pack.newer': () => [
    'Dieses Modell ist für ein neueres Throughline gemacht.',
    'Aktualisiere Throughline, oder nimm eine ältere Ausgabe des Modells.'
  ],
  'pack.licence': () => [
    'Das Modell sagt nicht, unter welcher Lizenz man es benutzen darf.',
    'Bitte seinen Hersteller um eine Ausgabe, die ihre Lizenzen nennt.'
  ],
  'pack.manifest': ({ detail }) => [
    `Die Beschreibung des Modells ist nicht zu gebrauchen: ${detail}.`,
    'Wähle ein anderes Modell, oder hole dieses neu von seinem Hersteller.'
  ],
  'pack.tensor': ({ file, detail }) => [
    `${file} enthält nicht das Modell, das seine Beschreibung nennt: ${detail}`,
    'Beschreibung und Gewichte gehören zu verschiedenen Modellen. Hole das Modell neu.'
  ],
  'pack.text': ({ detail }) => [
    `Der Teil des Modells, der Texte liest, ist nicht zu gebrauchen: ${detail}.`,
    'Wähle ein anderes Modell, oder aktualisiere Throughline.'
  ],
  'pack.vocabulary': ({ detail }) => [`Die Wortliste des Modells ist nicht zu gebrauchen: ${detail}.`, fetchModel],
  'weights.damaged': ({ path }) => [`${path} ist beschädigt oder abgeschnitten.`, fetchModel],
  'weights.form': ({ path, detail }) => [
    `${path} enthält das Modell in einer Form, die Throughline nicht liest (${detail}).`,
    'Nimm dasselbe Modell in F16, BF16, F32 oder fp8 (e4m3fn).'
  ],
  'tokenizer.damaged': () => ['Der Tokenizer des Modells lässt sich nicht lesen.', fetchModel],
  'weights.missing': ({ path }) => [`${path} ließ sich nicht lesen.`, fetchModel],
  'weights.tensor': ({ path }) => [`${path} gehört zu einem anderen Modell oder einer anderen Version.`, otherModel]
} satisfies Partial<FailureTexts>
