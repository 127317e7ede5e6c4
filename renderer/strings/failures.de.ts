/** Every failure that can reach the window, by code, from its facts. German. Technical details (`detail`) stay in English. */
import type { FailureTexts } from './failures.en.ts'
import { keptFailuresDe } from './failures-kept.de.ts'
import { makingFailuresDe } from './failures-making.de.ts'
import { modelFailuresDe } from './failures-models.de.ts'
import { soundFailuresDe } from './failures-sound.de.ts'
import { shotListDe } from './shot-list.de.ts'

const unchanged = 'Nichts wurde geändert.'
const place = 'Nimm einen anderen Ordner oder einen anderen Namen.'
const installFfmpeg =
  'Installiere ffmpeg (https://ffmpeg.org), oder nenne das Programm in FFMPEG_BIN. Nur Filme brauchen es, alles andere lässt sich auch so exportieren.'

/** Figures with German thousands separators. */
const inGerman = (figure: string | number): string => String(figure).replaceAll(',', '.')

export const failuresDe: FailureTexts = {
  unexpected: ({ detail }) => [
    `Etwas Unerwartetes ist geschehen: ${detail}`,
    'Nichts Gesichertes ist verloren. Versuch es noch einmal; geschieht es wieder, melde es mit diesem Text.'
  ],
  'message.invalid': ({ detail }) => [
    `Zwei Teile des Programms haben sich nicht verstanden: ${detail}.`,
    'Starte Throughline neu. Geschieht es wieder, sind zwei Versionen vermischt: Installiere es neu.'
  ],
  'sender.unknown': () => ['Das hat nicht das Studio verlangt.', 'Nichts wurde getan.'],

  'film.none': () => ['Es ist kein Film offen.', 'Öffne einen, oder beginne einen neuen.'],
  'film.other': () => ['Das galt einem Film, der nicht mehr offen ist.', 'Es wurde nichts geändert.'],
  'film.takes': ({ most }) => [
    `Ein Film kann ${most} Takes haben, und dieser hat so viele.`,
    'Kopiere seine Einstellungen in einen neuen Film: Sie kommen ohne ihre Takes.'
  ],
  'film.newer': () => [
    'Dieser Film wurde mit einer neueren Version von Throughline geschrieben.',
    'Öffne ihn mit der neueren Version.'
  ],
  'film.invalid': ({ detail }) => [
    `Die Beschreibung des Films ist beschädigt: ${detail}.`,
    'Öffne die letzte heile Kopie, oder rette diesen Film in eine neue Datei.'
  ],
  'frames.damaged': () => [
    'Die Bilder dieser Sekunde ließen sich nicht lesen.',
    'Erzeuge die Einstellung neu, oder öffne den Film noch einmal.'
  ],
  'sample.missing': () => ['Diese Geschichte gibt es nicht.', 'Wähle eine andere.'],

  'sketch.size': () => ['Das Bild ist zu groß.', 'Wähle ein kleineres.'],
  'sketch.many': () => [
    'Die Skizzen dieser Einstellungen sind mehr als 1 GB groß.',
    'Übernimm weniger Einstellungen auf einmal.'
  ],
  'sketch.type': () => ['Das ist kein Bild, das ein Film behalten kann.', 'Wähle eine PNG-, JPEG- oder WebP-Datei.'],
  'sketch.damaged': () => ['Das Bild ließ sich nicht lesen: Die Datei ist beschädigt.', 'Wähle ein anderes.'],
  'sketch.full': () => [
    'In diese Skizze passen keine weiteren Striche.',
    'Nimm einige zurück, oder hol die Skizze als Bild herein.'
  ],
  'sketch.strokes': ({ detail }) => [
    `Die Striche dieser Skizze ließen sich nicht lesen: ${detail}.`,
    'Ihr Bild ist ganz: Was du jetzt zeichnest, wird darüber gezeichnet.'
  ],
  'sketch.unreadable': ({ path }) => [`${path} ließ sich nicht lesen.`, 'Sieh nach, ob die Datei noch da ist.'],

  'text.long': ({ count, most }) => [
    `Zu lang: ${inGerman(count)} von höchstens ${inGerman(most)} Zeichen.`,
    'Der Text bleibt hier stehen, ist aber erst im Film, wenn er kürzer ist.'
  ],
  'text.hidden': () => ['Darin steht ein Zeichen, das man nicht sehen kann.', 'Nimm es heraus.'],
  'number.range': ({ least, most }) => [
    'Das geht hier nicht.',
    `Schreib eine ganze Zahl von ${least} bis ${most}, in Ziffern.`
  ],
  'cut.drop': () => [
    'Diese Liste zählt in Drop-Frame-Timecode, der Nummern auslässt.',
    'Stell die Timeline auf Non-Drop-Frame-Timecode und exportiere die Liste noch einmal.'
  ],
  'cut.edl': ({ detail }) => [
    `Das ist keine Schnittliste (CMX 3600), oder sie ist beschädigt: ${detail}.`,
    'Exportiere sie noch einmal aus dem Schnittprogramm, als CMX 3600.'
  ],
  'cut.empty': () => ['In diesem Schnitt ist kein Clip.', 'Exportiere die Timeline mit den Einstellungen.'],
  'cut.many': () => [
    'Dieser Schnitt hat mehr Clips, als ein Film Einstellungen haben kann.',
    'Exportiere einen Teil davon.'
  ],
  'cut.otio': ({ detail }) => [
    `Das ist keine Timeline von OpenTimelineIO, oder sie ist beschädigt: ${detail}.`,
    'Exportiere sie noch einmal aus dem Schnittprogramm.'
  ],
  'script.board': () => [
    'Das ist kein Storyboard von Storyboarder, oder es ist beschädigt.',
    'Öffne es in Storyboarder und sichere es noch einmal.'
  ],
  'script.fdx': ({ detail }) => [
    `Das ist kein Drehbuch von Final Draft, oder es ist beschädigt: ${detail}.`,
    'Öffne es in Final Draft und sichere es noch einmal, oder exportiere es als Fountain.'
  ],
  'script.quote': ({ line }) => [
    `Zeile ${line}: Eine Zelle beginnt mit einem Anführungszeichen und endet nie.`,
    'Sichere die Tabelle noch einmal als CSV.'
  ],
  'script.unreadable': ({ path }) => [`${path} ließ sich nicht lesen.`, 'Sieh nach, ob die Datei noch da ist.'],
  'text.unread': () => [
    'Das ist kein Text, oder nicht in UTF-8, UTF-16 oder Windows-1252.',
    'Sichere es als reinen Text (UTF-8) und importiere es noch einmal.'
  ],
  'text.huge': () => ['Dieser Text ist zu lang für Einstellungen.', 'Kopiere einen Teil davon.'],
  'text.many': ({ most }) => [`Ein Film hat höchstens ${most} Einstellungen.`, 'Kopiere einen Teil des Textes.'],
  'text.none': () => ['In diesem Text stehen keine Wörter.', 'Kopiere die Zeilen, die Einstellungen werden sollen.'],
  ...shotListDe,
  ...keptFailuresDe,
  ...soundFailuresDe,
  ...soundFailuresDe,
  ...makingFailuresDe,
  ...modelFailuresDe,
  'cast.name': ({ most }) => [
    'So kann niemand heißen.',
    `Ein Wort, das mit einem Buchstaben beginnt: Buchstaben, Ziffern, - und _, höchstens ${most} Zeichen.`
  ],
  'edit.invalid': ({ detail }) => [`Diese Änderung geht nicht: ${detail}.`, unchanged],
  'edit.forgotten': ({ count }) => [
    count === 1
      ? 'Ein Schritt, der sich zurücknehmen ließ, stammt von einer früheren Version, die ihn in anderer Form kannte.'
      : `${count} Schritte, die sich zurücknehmen ließen, stammen von einer früheren Version, die sie in anderer Form kannte.`,
    'Der Film selbst ist heil; nur diese Schritte lassen sich nicht mehr zurücknehmen oder wiederholen.'
  ],
  'edit.log': ({ detail }) => [
    `Die Liste dessen, was sich zurücknehmen lässt, ist beschädigt: ${detail}.`,
    'Der Film selbst ist heil; nur was vorher war, lässt sich nicht mehr zurücknehmen.'
  ],
  'edit.mismatch': () => [
    'Diese Änderung gehört zu einem anderen Stand des Films.',
    'Nichts wurde geändert. Geschieht es wieder, öffne den Film noch einmal.'
  ],
  'edit.copies': () => ['Jede Kopie braucht einen neuen Namen.', unchanged],
  'edit.neighbour': () => ['Nach der letzten Einstellung kommt keine, die den Unterschied ausgleicht.', unchanged],
  'edit.length': () => ['Kürzer kann eine Einstellung nicht sein.', unchanged],
  'edit.split': () => ['Eine Einstellung wird zwischen zwei ihrer Sekunden geteilt.', unchanged],
  'edit.card': () => ['Diese Einstellung ist nicht mehr im Film, oder sie ist doppelt genannt.', unchanged],
  'edit.title-take': () => [
    'Eine Titelkarte hat keine Aufnahmen: Sie wird gesetzt.',
    'Wähl eine Einstellung für die Aufnahme.'
  ],
  'edit.no-title': () => ['Diese Karte ist eine Einstellung, keine Titelkarte.', unchanged],
  'edit.take': () => ['Diese Aufnahme hat die Einstellung nicht.', unchanged],
  'edit.take-twice': () => ['Diese Aufnahme hat die Einstellung schon.', unchanged],
  'edit.unknown-take': () => ['Die Einstellung würde eine Aufnahme zeigen, die es nicht gibt.', unchanged],
  'edit.cast': () => ['Dieser Name ist nicht mehr in der Besetzung.', unchanged],
  'edit.place': () => ['Diese Stelle gibt es im Film nicht.', unchanged],

  'work.model': ({ model, now }) => [
    `Was hier schon da ist, entstand mit einem anderen Modell (${model}; jetzt ${now}).`,
    'Erzeuge es mit diesem Modell neu, oder wähle das andere.'
  ],
  'work.title': ({ shot }) => [
    `Einstellung ${shot} ist eine Titelkarte: Daraus wird nichts erzeugt.`,
    'Wähle eine andere Einstellung.'
  ],
  'work.prompt': ({ shot }) => [`Einstellung ${shot} hat keinen Text.`, 'Schreib, wer da ist und was geschieht.'],
  'work.long': ({ shot, most }) => [
    `Mit den Worten ihrer Besetzung ist der Text der Einstellung ${shot} länger als ${most} Zeichen.`,
    'Nenne darin weniger Namen, oder gib ihnen weniger Worte.'
  ],
  'work.changed': () => [
    'Die Einstellung soll jetzt anders sein, als sie gemacht ist.',
    'Mach die ganze Einstellung neu.'
  ],
  'work.second': () => [
    'Davon ist noch nichts gemacht.',
    'Mach erst die Einstellung, oder warte auf ihre erste Sekunde.'
  ],
  'work.cast': ({ shot, names }) => [
    `Einstellung ${shot} nennt ${names}, und so heißt niemand in der Besetzung.`,
    'Nimm den Namen in die Besetzung, oder schreib stattdessen die Worte.'
  ],
  'work.card': () => ['Diese Einstellung ist nicht im Film.', 'Wähle eine, die darin ist.'],
  'project.damaged': ({ file }) => [
    `${file} ist beschädigt, durch einen Fehler der Platte etwa oder eine abgebrochene Kopie.`,
    'Die beschädigte Datei wird nur gelesen. Alles, was heil ist, kommt in eine neue Datei, die du bestimmst.'
  ],
  'project.locked': ({ file }) => [
    `${file} ist schon in einem anderen Fenster oder Befehl geöffnet.`,
    'Schließe den Film erst dort, oder sieh ihn hier nur an.'
  ],
  'project.missing': ({ file }) => [
    `${file} ist nicht mehr da.`,
    'Die Datei wurde wohl verschoben, umbenannt oder gelöscht.'
  ],
  'project.no-folder': ({ folder }) => [`Den Ordner ${folder} gibt es nicht.`, 'Wähle einen, den es gibt.'],
  'project.not-ours': ({ file }) => [
    `${file} ist kein Film von Throughline.`,
    'Wähle eine Datei, die auf .throughline endet.'
  ],
  'project.not-a-file': ({ path }) => [`${path} ist keine Datei.`, 'Wähle eine Datei, die auf .throughline endet.'],
  'project.long-name': ({ file }) => [
    `Der Name ${file} ist für diesen Datenträger zu lang.`,
    'Wähle einen kürzeren Namen.'
  ],
  'project.exists': ({ path }) => [`${path} gibt es schon.`, 'Öffne die Datei, oder wähle einen anderen Namen.'],
  'project.cannot-open': ({ path }) => [
    `${path} ließ sich nicht öffnen.`,
    'Sieh nach, ob es den Ordner gibt und ob du dort lesen und schreiben darfst.'
  ],
  'project.moved': ({ file }) => [
    `${file} wurde verschoben, umbenannt oder gelöscht, während der Film offen war.`,
    'Lege die Datei zurück, oder sichere alles unter einem neuen Namen.'
  ],
  'project.replaced': ({ file }) => [
    `Über ${file} wurde eine andere Datei kopiert, während der Film offen war. Dorthin wird nichts mehr gesichert.`,
    'Schließe den Film, und öffne eine Sicherung oder eine andere Kopie.'
  ],
  'project.log-set-aside': ({ file, path }) => [
    `Neben ${file} lag Ungesichertes eines anderen Films. Es wurde nicht mit diesem vermischt.`,
    `Es liegt jetzt unter ${path}. Lege den Film, zu dem es gehört, in diesen Ordner und öffne ihn, oder lösche es.`
  ],
  'project.odd-set-aside': ({ file, path }) => [
    `Neben ${file} lag etwas, das nicht zum Film gehört. Nichts davon wurde gelesen.`,
    `Es heißt jetzt ${path}. Wenn du es nicht kennst, lösche es.`
  ],
  'project.log-missing': ({ file }) => [
    `${file} wurde verschoben oder kopiert, während der Film offen war, ohne die zweite Datei ${file}-wal: Was zuletzt gesichert wurde, fehlt vielleicht.`,
    'Wenn ja: Schließe ihn, lege diese Datei unter seinem Namen daneben, und öffne ihn noch einmal.'
  ],
  'project.read-only': ({ file }) => [
    `${file} lässt sich nicht ändern: Datei oder Ordner sind schreibgeschützt.`,
    'Du kannst den Film ansehen und exportieren. Um ihn zu ändern, sichere ihn unter einem anderen Namen.'
  ],
  'project.broken-off': ({ file }) => [
    `${file} wurde gerade beschrieben, als das Programm endete, und muss in Ordnung gebracht werden, bevor man es lesen kann.`,
    'Öffne den Film einmal dort, wo er geändert werden darf; nichts Gesichertes ist verloren.'
  ],
  'project.opened-read-only': () => [
    'Dieser Film ist nur zum Ansehen geöffnet.',
    'Um ihn zu ändern, sichere ihn unter einem anderen Namen.'
  ],
  'project.newer': () => [
    'Dieser Film wurde mit einer neueren Version von Throughline gemacht.',
    'Du kannst ihn ansehen und exportieren. Um ihn zu ändern, installiere die neuere Version.'
  ],
  'disk.full': () => [
    'Der Datenträger ist voll; weiter ließ sich nichts schreiben.',
    'Schaffe Platz und mach weiter: Alles vorher Gesicherte ist unversehrt.'
  ],
  'disk.failed': ({ file, detail }) => [
    `Der Datenträger mit ${file} hat einen Fehler gemeldet (${detail}).`,
    'Alles Bestätigte ist gesichert. Prüfe den Datenträger oder die Verbindung, und öffne den Film dann wieder.'
  ],

  'export.busy': () => ['Es wird schon ein Film exportiert.', 'Warte darauf, oder brich es ab.'],
  'export.cancelled': () => ['Der Export wurde abgebrochen.', 'Nichts wurde ersetzt. Beginne wieder, wann du magst.'],
  'export.empty': () => [
    'Von diesem Film ist noch nichts erzeugt.',
    'Erzeuge mindestens eine Einstellung, dann exportiere.'
  ],
  'export.sheet-large': () => [
    'Die Bilder aller Einstellungen zusammen sind zu groß für einen Kontaktbogen.',
    'Nimm Skizzen von Einstellungen, die sie nicht brauchen, oder teile den Film.'
  ],
  'export.no-pictures': () => ['Einem Stück des Films fehlen die Bilder.', 'Erzeuge die Einstellung neu.'],
  'export.folder-used': ({ folder }) => [`${folder} gibt es schon.`, 'Wähle einen neuen oder einen leeren Ordner.'],
  'export.no-folder': ({ folder }) => [
    `Den Ordner ${folder} gibt es nicht.`,
    'Lege ihn erst an, oder wähle einen anderen.'
  ],
  'export.exists': ({ path }) => [
    `${path} gibt es schon, und es ist nicht, was zuletzt aus diesem Film exportiert wurde.`,
    place
  ],
  'export.is-link': ({ path }) => [`${path} ist nur ein Verweis auf eine Datei anderswo.`, place],
  'export.not-a-file': ({ path }) => [`${path} ist ein Gerät oder eine Röhre, keine Datei.`, place],
  'export.is-folder': ({ path }) => [`${path} ist ein Ordner, keine Datei.`, place],
  'export.long-name': ({ file }) => [
    `Der Name ${file} ist für diesen Datenträger zu lang.`,
    'Wähle einen kürzeren Namen.'
  ],
  'export.is-project': ({ path }) => [
    `${path} ist ein Projekt: Der Export würde den Film mit allen Aufnahmen ersetzen.`,
    'Wähle einen anderen Namen für den Export.'
  ],
  'export.not-writable': ({ path }) => [`${path} darfst du nicht schreiben.`, place],
  'ffmpeg.missing': () => [
    'Es wurde kein ffmpeg gefunden, weder bei Throughline noch auf diesem Rechner.',
    installFfmpeg
  ],
  'ffmpeg.misnamed': ({ path }) => [
    `FFMPEG_BIN nennt ${path}, und das ist kein Programm, das sich starten lässt.`,
    installFfmpeg
  ],
  'ffmpeg.unstartable': ({ path }) => [`${path} ließ sich nicht starten.`, 'Installiere ffmpeg neu.'],
  'ffmpeg.failed': ({ detail }) => [
    `ffmpeg kam nicht zu Ende (${detail}).`,
    'Nichts wurde ersetzt. Exportiere noch einmal; misslingt es wieder, nimm einen anderen Ordner oder ein anderes ffmpeg (FFMPEG_BIN).'
  ]
}
